"use client";

import { useLocale, useTranslations } from "next-intl";
import { Activity, lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { FORM } from "@/domain/application-form";
import type { Locale } from "@/domain/locale";
import { watchPointer } from "@/lib/after-pointer";
import { randomId } from "@/lib/random-id";
import { showToast } from "@/ui/toast-store";
import { CriteriaPanel } from "./criteria-panel";
import { takeEarlyHash } from "./early-hash";
import { endEarlyInput } from "./early-input";
import type { FillProps } from "./fill-props";
import { type Filing, FilingProvider, useFilingState } from "./filing-context";
import { FilingStore } from "./filing-store";
import { Judge } from "./judgement";
import { targetOf } from "./place-label";
import { type OpenWhole, ReturnedItems } from "./returned-items";
import { sendSection } from "./section-saver";
import { SectionNav, SUBMIT_PAGE } from "./section-nav";
import { SectionView } from "./section-view";
import type { SignInHere } from "./sign-in-dialog";
import { StatusBar } from "./status-bar";
import { SubmitView } from "./submit-view";
import { UploadQueue } from "./upload-queue";

const ConflictDialog = lazy(() => import("./conflict-dialog").then((module) => ({ default: module.ConflictDialog })));
const SignInDialog = lazy(() => import("./sign-in-dialog").then((module) => ({ default: module.SignInDialog })));

export type FilingFormProps = FillProps & {
  /** signs in again without leaving the page */
  signIn: SignInHere;
  openWhole: OpenWhole;
  /** other things to do with the draft, such as deleting it */
  more: ReactNode;
};

/** One name per browser tab that survives a reload: entries of the unsaved queue are told apart by it. */
function tabName(): string {
  try {
    const known = sessionStorage.getItem("portal.tab");
    if (known) return known;
    const made = randomId();
    sessionStorage.setItem("portal.tab", made);
    return made;
  } catch {
    return randomId();
  }
}

function browserStore(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** The whole form in the browser. Nothing but its name: between the reading of this file and what follows keys may be heard. */
export function FilingForm(props: FilingFormProps) {
  return <Filled {...props} />;
}

/** Its store, the rules beside it, and one section at a time. */
function Filled({ signIn, openWhole, more, ...props }: FilingFormProps) {
  const t = useTranslations("application");
  const locale = useLocale() as Locale;
  const [filing] = useState<Filing>(() => {
    const inBrowser = typeof window !== "undefined";
    const store = new FilingStore(props, {
      send: sendSection,
      store: inBrowser ? browserStore() : null,
      tab: inBrowser ? tabName() : "server",
      onMerged: (byName) => showToast({ text: byName ? t("save.merged", { name: byName }) : t("save.mergedYou"), tone: "info" }),
    });
    return { props, store, judge: new Judge(store, props, locale), uploads: new UploadQueue(store, props.application.id), locale };
  });
  useFilingLife(filing);
  return (
    <FilingProvider value={filing}>
      <Body openWhole={openWhole} more={more} props={props} />
      <Interruptions signIn={signIn} />
    </FilingProvider>
  );
}

/** Ties the store to the life of the page: what is typed leaves with it, and comes back. */
function useFilingLife({ store, judge }: Filing): void {
  useEffect(watchPointer, []);
  useEffect(() => {
    endEarlyInput();
    const unfollow = judge.follow();
    judge.now();
    store.restore();
    const leave = () => store.leave();
    const hide = () => (document.visibilityState === "hidden" ? store.leave() : store.resume());
    const online = () => store.resume();
    const offline = () => store.wentOffline();
    window.addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", hide);
    window.addEventListener("online", online);
    window.addEventListener("offline", offline);
    return () => {
      store.leave();
      unfollow();
      window.removeEventListener("pagehide", leave);
      document.removeEventListener("visibilitychange", hide);
      window.removeEventListener("online", online);
      window.removeEventListener("offline", offline);
    };
  }, [store, judge]);
}

function useTarget(): [string, (section: string) => void] {
  const first = FORM.sections[0]?.key ?? "";
  const [section, setSection] = useState(first);
  useEffect(() => {
    const follow = (event?: Event) => {
      const target = targetOf(window.location.hash);
      const known = target.section === SUBMIT_PAGE || FORM.sections.some((one) => one.key === target.section);
      setSection(known ? target.section : first);
      setTimeout(() => reveal(target.path, target.row, event !== undefined), 60);
    };
    window.addEventListener("hashchange", follow);
    const early = takeEarlyHash();
    if (early) window.location.hash = early;
    else follow();
    return () => window.removeEventListener("hashchange", follow);
  }, [first]);
  return [section, (next) => (window.location.hash = next)];
}

/** Brings the place into sight and the cursor into it. Without a place: the top of the section, and its heading when one came from another. */
function reveal(path: string | null, row: number | null, moved: boolean): void {
  if (path === null) {
    window.scrollTo({ top: 0 });
    // the button or link that led here may be gone: without this the keyboard would begin again at the top of the page
    if (moved) document.querySelector<HTMLElement>("[data-section] h2, #submit-title")?.focus({ preventScroll: true });
    return;
  }
  const at = row === null ? "" : `[data-row="${row}"]`;
  const place =
    document.querySelector(`[data-section] [data-path="${CSS.escape(path)}"]${at}`) ??
    document.querySelector(`[data-slot-list="${CSS.escape(path)}"]${at}`) ??
    document.querySelector(`[data-table="${CSS.escape(path.split(".").slice(0, 2).join("."))}"]`);
  if (!place) return;
  place.scrollIntoView({ block: "center" });
  const box = place.matches("input, select, textarea") ? place : place.querySelector("input, select, textarea, button");
  if (box instanceof HTMLElement) box.focus({ preventScroll: true });
}

/** Each Activity comes to life by itself, after what one types in: neither is one long task in which keys would wait. */
function Body({ props, openWhole, more }: { props: FillProps; openWhole: OpenWhole; more: ReactNode }) {
  const [current, go] = useTarget();
  const [answers, setAnswers] = useState<Record<string, string>>(() =>
    Object.fromEntries((props.returned?.items ?? []).map((item) => [item.id, item.answer ?? ""])),
  );
  const [looked, setLooked] = useState(false);
  const [cameFrom, setCameFrom] = useState(FORM.sections[0]?.key ?? "");
  if (current !== SUBMIT_PAGE && current !== cameFrom) setCameFrom(current);
  const section = FORM.sections.find((one) => one.key === current);
  const missing = Object.values(answers).filter((answer) => answer.trim() === "").length;
  return (
    <>
      <StatusBar current={current} more={more} />
      <ReturnedItems
        answers={answers}
        setAnswer={(id, answer) => setAnswers((before) => ({ ...before, [id]: answer }))}
        openWhole={openWhole}
        showMissing={looked}
      />
      <div className="grid grid-cols-1 gap-x-6 gap-y-4 lg:grid-cols-[minmax(0,1fr)_19rem] xl:grid-cols-[11rem_minmax(0,1fr)_19rem]">
        <div className="max-xl:lg:col-span-2 xl:sticky xl:top-32 xl:self-start">
          <Activity>
            <SectionNav current={current} />
          </Activity>
        </div>
        <div className="lg:order-last lg:col-start-2 xl:col-start-3">
          <Activity>
            <CriteriaPanel className="lg:sticky lg:top-32 lg:max-h-[calc(100vh-9rem)] lg:overflow-y-auto" />
          </Activity>
        </div>
        <div className="min-w-0">
          {section ? (
            <SectionView key={section.key} section={section} />
          ) : (
            <SubmitView answers={answers} missingAnswers={missing} close={() => go(cameFrom)} onLook={() => setLooked(true)} />
          )}
        </div>
      </div>
    </>
  );
}

/** What has to be answered before work can go on: another person's changes, or signing in again. */
function Interruptions({ signIn }: { signIn: SignInHere }) {
  const conflict = useFilingState((state) => state.conflict);
  const save = useFilingState((state) => state.save);
  return (
    <Suspense fallback={null}>
      {conflict ? <ConflictDialog key={`${conflict.section} ${conflict.current.revision}`} conflict={conflict} /> : null}
      {save === "signedOut" ? <SignInDialog signIn={signIn} /> : null}
    </Suspense>
  );
}
