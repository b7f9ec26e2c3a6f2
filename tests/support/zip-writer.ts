import { crc32, deflateRawSync } from "node:zlib";

/** One entry. `declaredSize` writes a size that is not true; `encrypted` only sets the flag. */
export type ZipEntry = {
  name: string;
  data: Buffer | string;
  stored?: boolean;
  declaredSize?: number;
  encrypted?: boolean;
};

/** A zip archive with exactly these entries, lies included. `lead` stands before the first entry, `trail` after the end. */
export function makeZip(entries: readonly ZipEntry[], { lead = "", trail = "" } = {}): Buffer {
  const parts: Buffer[] = [Buffer.from(lead, "latin1")];
  const directory: Buffer[] = [];
  let at = parts[0]?.length ?? 0;
  for (const entry of entries) {
    const data = Buffer.from(entry.data as string);
    const body = entry.stored ? data : deflateRawSync(data);
    const name = Buffer.from(entry.name, "utf8");
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800 | (entry.encrypted ? 1 : 0), 2);
    common.writeUInt16LE(entry.stored ? 0 : 8, 4);
    common.writeUInt32LE(0x5c210000, 6);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(body.length, 14);
    common.writeUInt32LE(entry.declaredSize ?? data.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), common, name, body]);
    const central = Buffer.alloc(46 + name.length);
    central.write("PK\x01\x02", 0, "latin1");
    central.writeUInt16LE(20, 4);
    common.copy(central, 6);
    central.writeUInt32LE(at, 42);
    name.copy(central, 46);
    parts.push(local);
    directory.push(central);
    at += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, central, end, Buffer.from(trail, "latin1")]);
}
