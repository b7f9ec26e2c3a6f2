import { describe, expect, it } from "vitest";
import { STAGE_SLOTS, allFields } from "@/domain/application-form";
import { attachmentSlot } from "@/domain/attachment-slots";
import { ENUMS } from "@/domain/enumerations";
import { isFileField } from "@/domain/form-field";
import { FORMAT_OF_EXTENSION } from "@/server/attachments/file-formats";

describe("attachmentSlot", () => {
  it("knows every files field, images column and stage slot, with kinds, size and count", () => {
    const paths = [...allFields().filter(isFileField), ...STAGE_SLOTS].map(({ path }) => path);
    expect(paths.length).toBeGreaterThan(15);
    for (const path of paths) {
      const slot = attachmentSlot(path);
      expect(slot, path).toMatchObject({ path, inRow: path.split(".").length === 3 });
      expect(slot?.accept.length).toBeGreaterThan(0);
    }
  });

  it("takes the sizes of a portrait and the stage of a union's slot from the form", () => {
    expect(attachmentSlot("team.leadPhoto")).toMatchObject({ minPixels: { width: 295, height: 413 }, maxCount: 1 });
    expect(attachmentSlot("stage.internalPublicity")).toMatchObject({ stage: "enterprise", inRow: false });
  });

  it.each(["studio.name", "team.members", "stage.nothing", "", "__proto__", "constructor", "sign.photos.x"])(
    "attaches nothing at %j",
    (path) => {
      expect(attachmentSlot(path)).toBeUndefined();
    },
  );
});

describe("FORMAT_OF_EXTENSION", () => {
  it("has exactly the extensions of the enumeration, with their kinds", () => {
    const listed = ENUMS.attachmentKind.values.flatMap(({ key, extensions }) => extensions.map((one) => [one, key]));
    const known = Object.entries(FORMAT_OF_EXTENSION).map(([extension, { kind }]) => [extension, kind]);
    expect(known.toSorted()).toEqual(listed.toSorted());
  });
});
