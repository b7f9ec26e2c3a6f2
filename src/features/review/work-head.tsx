"use client";

import Form from "next/form";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import { LinkButton } from "@/ui/link-button";
import { PageHeader } from "@/ui/page-header";
import { type Tab, Tabs } from "@/ui/tabs";
import { TextInput } from "@/ui/text-input";

type WorkHeadProps = {
  orgName: string;
  tabs: readonly Tab[];
  /** the tab in force, where it is not the first */
  tab: string | undefined;
  text: string;
  /** the same list without the text */
  allHref: string;
  words: { title: string; tabs: string; search: string; find: string; clear: string };
};

/** Title, tabs and search of the work list, drawn from plain data: see shell-frame.tsx. */
export function WorkHead({ orgName, tabs, tab, text, allHref, words }: WorkHeadProps) {
  return (
    <>
      <PageHeader title={words.title} meta={<span>{orgName}</span>} />
      <Tabs label={words.tabs} tabs={tabs} />
      <Form action="/work" className="my-3 flex items-end gap-2 print:hidden">
        {tab === undefined ? null : <input type="hidden" name="tab" value={tab} />}
        <Field id="work-q" label={words.search} hideLabel className="min-w-0 flex-1 sm:max-w-96">
          <TextInput id="work-q" name="q" type="search" defaultValue={text} placeholder={words.search} maxLength={100} />
        </Field>
        <Button type="submit" icon="search">
          {words.find}
        </Button>
        {text ? (
          <LinkButton href={allHref} variant="quiet">
            {words.clear}
          </LinkButton>
        ) : null}
      </Form>
    </>
  );
}
