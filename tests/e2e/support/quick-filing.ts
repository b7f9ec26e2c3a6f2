import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import type { Cast, DemoAccount } from "../../../scripts/replay/cast";
import { waitUntilSaved } from "../../../scripts/replay/fill-form";
import { createDraft, editAddress, submit } from "../../../scripts/replay/lead-steps";
import { fileFor } from "../../support/generated-files";
import type { Filing } from "@/domain/form-content";

/** Sends a filing as the form's own requests, without typing: for stories that begin where the form ends. */
export async function sendFiling(page: Page, id: string, filing: Filing): Promise<void> {
  const headers = { origin: new URL(page.url()).origin };
  for (const [section, data] of Object.entries(filing.content)) {
    const saved = await send(page, headers, id, section, 0, data);
    if (saved.status() === 200) continue;
    // what was filled in beforehand has a revision already
    const { current } = (await saved.json()) as { current?: { revision: number } };
    const again = await send(page, headers, id, section, current?.revision ?? 0, data);
    if (again.status() !== 200) throw new Error(`${section}: ${again.status()} ${await again.text()}`);
  }
  for (const { slot, rowId, fileName, kind } of filing.attachments) {
    if (slot.startsWith("stage.")) continue;
    const file = await fileFor(fileName, kind);
    const stored = await page.request.post("/api/attachments", {
      headers,
      multipart: {
        id: randomUUID(),
        application: id,
        slot,
        ...(rowId === undefined ? {} : { row: rowId }),
        size: String(file.bytes.length),
        file: { name: file.fileName, mimeType: file.mimeType, buffer: file.bytes },
      },
    });
    if (!stored.ok()) throw new Error(`${slot} ${fileName}: ${stored.status()} ${await stored.text()}`);
  }
}

function send(page: Page, headers: Record<string, string>, id: string, section: string, revision: number, data: unknown) {
  return page.request.post(`/api/applications/${id}/sections/${section}`, { headers, data: { revision, data } });
}

/** A draft that holds the filing. Returns its id. */
export async function draftOf(cast: Cast, lead: DemoAccount, filing: Filing, batch = "AY-2026-C"): Promise<string> {
  const id = await createDraft(cast, lead, batch);
  await sendFiling(await cast.page(lead), id, filing);
  return id;
}

/** An application that was submitted on the screen. Returns its id. */
export async function submitted(cast: Cast, lead: DemoAccount, filing: Filing, batch = "AY-2026-C"): Promise<string> {
  const id = await draftOf(cast, lead, filing, batch);
  const page = await cast.open(lead, editAddress(id));
  await waitUntilSaved(page);
  const seen = await submit(page);
  if (!seen.allowed) throw new Error(`blocked: ${[...seen.formErrors, ...seen.blocks].join(", ")}`);
  return id;
}
