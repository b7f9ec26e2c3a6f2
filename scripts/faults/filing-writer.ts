import { randomUUID } from "node:crypto";
import type { SectionContent } from "@/domain/form-content";
import { exampleFiling, type ExampleFile } from "../../tests/support/example-file";
import { fileFor, type GeneratedFile, makeImage, makePdf } from "../../tests/support/generated-files";
import type { FaultPortal } from "./fault-portal";
import { type FileState, holdsWords, type Ledger } from "./ledger";
import type { Person } from "./person";
import type { Sender } from "./sender";

/** A slot that no check demands: its one file goes round as a document, a picture, removed, restored and removed again. */
const CHURN_SLOT = "results.otherProof";

/** What the lead types and uploads, and how both are told to the ledger. */
export class FilingWriter {
  readonly #portal: FaultPortal;
  readonly #ledger: Ledger;
  readonly #sender: Sender;
  readonly #example: ExampleFile;
  readonly #lead: Person;
  #turn = 0;

  constructor(portal: FaultPortal, ledger: Ledger, sender: Sender, example: ExampleFile, lead: Person) {
    this.#portal = portal;
    this.#ledger = ledger;
    this.#sender = sender;
    this.#example = example;
    this.#lead = lead;
  }

  /** Every section and file of the example. */
  async fill(application: string): Promise<void> {
    const filing = exampleFiling(this.#example);
    for (const [section, data] of Object.entries(filing.content)) await this.#save(application, section, data as SectionContent);
    for (const { slot, rowId, fileName, kind } of filing.attachments) {
      if (slot.startsWith("stage.")) continue;
      await this.upload(this.#lead, application, slot, await fileFor(fileName, kind), rowId);
    }
  }

  /** A copy asks for the pledge again. */
  async pledge(application: string): Promise<void> {
    await this.#save(application, "pledge", exampleFiling(this.#example).content["pledge"] as SectionContent);
  }

  /** Some saves, and another file in the place of the one before. */
  async change(application: string): Promise<void> {
    const sign = exampleFiling(this.#example).content["sign"] as SectionContent;
    for (let i = 0; i < 3 && !this.#sender.isOver; i += 1) {
      this.#turn += 1;
      await this.#save(application, "sign", { ...sign, location: `联合厂房二层 ${this.#turn}` });
    }
    const before = await this.#sender.calmly(() =>
      this.#portal.sql<{ id: string }>(
        "SELECT id FROM attachment WHERE application_id = $1 AND slot = $2 AND removed_at IS NULL ORDER BY id",
        [application, CHURN_SLOT],
      ),
    );
    await this.upload(this.#lead, application, CHURN_SLOT, await this.#anyFile(application));
    for (const { id } of before) {
      await this.#put(id, "removed");
      await this.#put(id, "stored");
      await this.#put(id, "removed");
    }
  }

  async #anyFile(application: string): Promise<GeneratedFile> {
    if (this.#turn % 2 === 0) {
      const fileName = `现场 ${this.#turn}.jpg`;
      return { fileName, mimeType: "image/jpeg", bytes: await makeImage(fileName, { label: `${this.#turn}` }) };
    }
    const bytes = makePdf(`proof ${this.#turn} ${application}`);
    return { fileName: `证明 ${this.#turn}.pdf`, mimeType: "application/pdf", bytes };
  }

  async #save(application: string, section: string, data: SectionContent): Promise<void> {
    const revision = async () => {
      const [row] = await this.#portal.sql<{ revision: number }>(
        "SELECT revision FROM application_section WHERE application_id = $1 AND section = $2",
        [application, section],
      );
      return row?.revision ?? 0;
    };
    const standing = await this.#sender.calmly(revision);
    const save = { revision: standing + 1, data };
    this.#ledger.sending(application, section, save);
    const answer = await this.#sender.untilAnswered(
      { revision: standing, data },
      (body) => this.#lead.json(`/api/applications/${application}/sections/${section}`, body),
      "save",
      { guard: "version", stored: async () => (await revision()) >= save.revision },
    );
    // a save without an answer that had taken effect meets its own words at the second try
    const current = (answer.body as { current?: { revision: number; data: SectionContent } } | null)?.current;
    const ownWords = answer.status === 409 && current?.revision === save.revision && holdsWords(section, current.data, data);
    if (answer.status === 200 || ownWords) this.#ledger.saved(application, section, save);
    else this.#sender.refused(`save of ${section}`, answer);
  }

  async upload(by: Person, application: string, slot: string, file: GeneratedFile, row?: string): Promise<void> {
    const id = randomUUID();
    const to = { id, application, slot, ...(row === undefined ? {} : { row }) };
    const answer = await this.#sender.untilAnswered(to, (target) => by.upload(target, file), "upload", {
      guard: "key",
      stored: async () => (await this.#stateOf(id)) !== undefined,
      renewed: (target) => ({ ...target, id: randomUUID() }),
    });
    if (answer.status === 200) this.#ledger.put(id, "stored");
    else this.#sender.refused(`upload to ${slot}`, answer);
  }

  async #stateOf(id: string): Promise<FileState | undefined> {
    const [row] = await this.#portal.sql<{ removed: boolean }>("SELECT removed_at IS NOT NULL AS removed FROM attachment WHERE id = $1", [
      id,
    ]);
    return row && (row.removed ? "removed" : "stored");
  }

  /** Takes a file out of its slot, or puts it back. */
  async #put(id: string, state: FileState): Promise<void> {
    this.#ledger.putting(id, state);
    const answer = await this.#sender.untilAnswered(
      id,
      (one) =>
        state === "removed"
          ? this.#lead.send(`/api/attachments/${one}`, { method: "DELETE" })
          : this.#lead.send(`/api/attachments/${one}/restore`, { method: "POST" }),
      state === "removed" ? "remove" : "restore",
      { guard: "version", stored: async () => (await this.#stateOf(id)) === state },
    );
    if (answer.status === 200) this.#ledger.put(id, state);
    else this.#sender.refused(state, answer);
  }
}
