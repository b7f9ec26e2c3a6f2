import { describe, expect, it } from "vitest";
import { dismissToast, showToast, shownToasts, subscribeToasts } from "@/ui/toast-store";

describe("showToast", () => {
  it("keeps at most three, the oldest goes first, and tells its listeners", () => {
    let told = 0;
    const stop = subscribeToasts(() => (told += 1));
    const ids = ["一", "二", "三", "四"].map((text) => showToast({ text }));
    expect(shownToasts().map((toast) => toast.text)).toEqual(["二", "三", "四"]);
    dismissToast(ids[2] ?? 0);
    expect(shownToasts().map((toast) => toast.text)).toEqual(["二", "四"]);
    stop();
    showToast({ text: "五" });
    expect(told).toBe(5);
  });
});
