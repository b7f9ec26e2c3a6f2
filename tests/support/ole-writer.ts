const SECTOR = 512;
const END = 0xfffffffe;
const FREE = 0xffffffff;
const FAT = 0xfffffffd;

/** A stream (with data) or a storage (without) of a compound file; all lie in the root. */
export type OleEntry = { name: string; data?: Buffer };

/** A compound file ([MS-CFB] version 3, 512-byte sectors). Streams are padded to 4096 bytes, so none is in the mini stream. */
export function makeOle(entries: readonly OleEntry[]): Buffer {
  const streams = entries.map(({ data }) => (data ? padded(data, Math.max(4096, ceil(data.length))) : undefined));
  const directory = padded(Buffer.concat([]), ceil((entries.length + 1) * 128));
  const dataSectors = streams.reduce((sum, stream) => sum + (stream ? stream.length / SECTOR : 0), 0);
  const directorySectors = directory.length / SECTOR;
  const fatSectors = Math.ceil((dataSectors + directorySectors + 8) / (SECTOR / 4));
  const fat = Buffer.alloc(fatSectors * SECTOR);
  for (let i = 0; i < fat.length; i += 4) fat.writeUInt32LE(FREE, i);
  for (let i = 0; i < fatSectors; i += 1) fat.writeUInt32LE(FAT, i * 4);
  const chain = (start: number, count: number) => {
    for (let i = 0; i < count; i += 1) fat.writeUInt32LE(i === count - 1 ? END : start + i + 1, (start + i) * 4);
    return start;
  };
  let next = fatSectors;
  const directoryStart = chain(next, directorySectors);
  next += directorySectors;
  writeEntry(directory, 0, { name: "Root Entry", type: 5, start: END, size: 0, child: entries.length > 0 ? 1 : FREE });
  entries.forEach(({ name }, index) => {
    const stream = streams[index];
    const start = stream ? chain(next, stream.length / SECTOR) : 0;
    next += stream ? stream.length / SECTOR : 0;
    const right = index + 2 <= entries.length ? index + 2 : FREE;
    writeEntry(directory, index + 1, { name, type: stream ? 2 : 1, start, size: stream?.length ?? 0, child: FREE, right });
  });
  return Buffer.concat([header(fatSectors, directoryStart), fat, directory, ...streams.filter((s) => s !== undefined)]);
}

const ceil = (bytes: number) => Math.max(1, Math.ceil(bytes / SECTOR)) * SECTOR;
const padded = (data: Buffer, length: number) => Buffer.concat([data, Buffer.alloc(length - data.length)]);

function header(fatSectors: number, directoryStart: number): Buffer {
  const bytes = Buffer.alloc(SECTOR);
  bytes.write("d0cf11e0a1b11ae1", 0, "hex");
  bytes.writeUInt16LE(0x3e, 24);
  bytes.writeUInt16LE(3, 26);
  bytes.writeUInt16LE(0xfffe, 28);
  bytes.writeUInt16LE(9, 30);
  bytes.writeUInt16LE(6, 32);
  bytes.writeUInt32LE(fatSectors, 44);
  bytes.writeUInt32LE(directoryStart, 48);
  bytes.writeUInt32LE(4096, 56);
  bytes.writeUInt32LE(END, 60);
  bytes.writeUInt32LE(END, 68);
  for (let i = 0; i < 109; i += 1) bytes.writeUInt32LE(i < fatSectors ? i : FREE, 76 + i * 4);
  return bytes;
}

type DirectoryEntry = { name: string; type: number; start: number; size: number; child: number; right?: number };

function writeEntry(directory: Buffer, index: number, entry: DirectoryEntry): void {
  const at = index * 128;
  const name = Buffer.from(`${entry.name}\0`, "utf16le");
  name.copy(directory, at);
  directory.writeUInt16LE(name.length, at + 64);
  directory[at + 66] = entry.type;
  directory[at + 67] = 1;
  directory.writeUInt32LE(FREE, at + 68);
  directory.writeUInt32LE(entry.right ?? FREE, at + 72);
  directory.writeUInt32LE(entry.child, at + 76);
  directory.writeUInt32LE(entry.start, at + 116);
  directory.writeUInt32LE(entry.size, at + 120);
}
