import { describe, expect, it } from "vitest";
import { inReach } from "@/data/in-reach";
import { subtreeOf } from "@/domain/org-path";

const CITY = "/0000000a/";
const DISTRICT = "/0000000a/0000000b/";

describe("inReach", () => {
  it("names the city of a whole city, and the range beside it of anything else", () => {
    const city = inReach({ orgKind: "city", cityPath: CITY, scope: subtreeOf(CITY) });
    expect([city.text, city.values]).toEqual(["/* city */ a.city_path = $1", [CITY]]);
    const district = inReach({ orgKind: "district", cityPath: CITY, scope: subtreeOf(DISTRICT) });
    expect(district.text).toBe("/* district */ a.city_path = $1 AND a.org_path >= $2 AND a.org_path < $3");
    expect(district.values).toEqual([CITY, DISTRICT, "/0000000a/0000000b0"]);
  });

  it("takes no range for a whole city that only begins or ends with it, or that is another one", () => {
    const { lo, hi } = subtreeOf(CITY);
    const others = [{ lo, hi: subtreeOf(DISTRICT).hi }, { lo: DISTRICT, hi }, subtreeOf("/0000000c/")];
    for (const scope of others) expect(inReach({ orgKind: "city", cityPath: CITY, scope }).values).toHaveLength(3);
  });
});
