import { describe, expect, it, vi } from "vitest";
import { limitedReviver, patientReviver } from "../../scripts/support/revive.mjs";

vi.spyOn(process.stdout, "write").mockReturnValue(true);
vi.spyOn(process.stderr, "write").mockReturnValue(true);

describe("patientReviver", () => {
  it("goes on trying for as long as it takes, with one attempt at a time", async () => {
    let attempts = 0;
    const launch = vi.fn(async () => {
      attempts += 1;
      if (attempts < 12) throw new Error("the disk is full");
    });
    const { revive, settled } = patientReviver("part", { isEnding: () => false, pauses: [0, 1] });
    revive("exit 1", launch);
    revive("exit 1", launch);
    await settled();
    expect(launch).toHaveBeenCalledTimes(12);
  });

  it("starts again what was lost between its start and the end of the attempt", async () => {
    const { revive, settled } = patientReviver("part", { isEnding: () => false, pauses: [0] });
    let attempts = 0;
    const launch = async () => {
      attempts += 1;
      if (attempts === 1) revive("SIGKILL", launch);
    };
    revive("exit 1", launch);
    await settled();
    expect(attempts).toBe(2);
  });

  it("stops trying when the run ends", async () => {
    let isEnding = false;
    const launch = vi.fn(async () => {
      isEnding = launch.mock.calls.length === 3;
      throw new Error("down");
    });
    const { revive, settled } = patientReviver("part", { isEnding: () => isEnding, pauses: [0] });
    revive("exit 1", launch);
    await settled();
    expect(launch).toHaveBeenCalledTimes(3);
    revive("exit 1", launch);
    await settled();
    expect(launch).toHaveBeenCalledTimes(3);
  });
});

describe("limitedReviver", () => {
  it("ends the run when the part is lost a fourth time within a minute", async () => {
    const end = vi.fn(async () => {});
    const launch = vi.fn(async () => {});
    const revive = limitedReviver("part", { isEnding: () => false, end });
    for (let n = 0; n < 3; n += 1) revive("exit 1", launch);
    await Promise.resolve();
    expect(end).not.toHaveBeenCalled();
    revive("exit 1", launch);
    await vi.waitFor(() => expect(end).toHaveBeenCalledWith(1));
    expect(launch).toHaveBeenCalledTimes(3);
  });
});
