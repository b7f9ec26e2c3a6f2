import { describe, expect, it } from "vitest";
import { deviceLabel } from "@/lib/device-label";

const CASES: [agent: string, label: string][] = [
  ["Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0 Safari/537.36", "Chrome · Windows"],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0",
    "Edge · Windows",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.42",
    "WeChat · iOS",
  ],
  ["Mozilla/5.0 (Linux; Android 12; HarmonyOS) AppleWebKit/537.36 Chrome/99 Mobile Safari/537.36", "Chrome · HarmonyOS"],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.0 Safari/605.1.15", "Safari · macOS"],
  ["curl/8.0", ""],
  ["", ""],
];

describe("deviceLabel", () => {
  it.each(CASES)("reads %j", (agent, label) => expect(deviceLabel(agent)).toBe(label));
});
