/** One organisation of the test tree. */
export type Unit = { index: number; path: string; cityPath: string; parentPath: string | null; kind: string };

const SEGMENT = (n: number) => `${n.toString(16).padStart(8, "0")}/`;

/** 2 cities × 2 districts × 2 enterprises × 2 studios: 30 organisations, parents first. */
export function makeTree(): Unit[] {
  const units: Unit[] = [];
  let next = 1;
  const add = (parent: Unit | null, kind: string): Unit => {
    const path = `${parent?.path ?? "/"}${SEGMENT(next)}`;
    next += 1;
    const unit = { index: units.length, path, cityPath: parent?.cityPath ?? path, parentPath: parent?.path ?? null, kind };
    units.push(unit);
    return unit;
  };
  for (const city of [add(null, "city"), add(null, "city")]) {
    for (const district of [add(city, "district"), add(city, "district")]) {
      for (const enterprise of [add(district, "enterprise"), add(district, "enterprise")]) {
        add(enterprise, "studio");
        add(enterprise, "studio");
      }
    }
  }
  return units;
}

/** Upper bound of a subtree, worked out here on its own and not taken from the code under test. */
export function upperBound(path: string): string {
  return `${path.slice(0, -1)}0`;
}
