import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RegistryScreen } from "@/features/registry/registry-screen";
import { requireViewer } from "@/server/viewer";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("registry"))("applications.title", { set: "" }) };
}

export default async function ApplicationsRegistry({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const viewer = await requireViewer("registry.view");
  return <RegistryScreen viewer={viewer} registry="applications" searchParams={searchParams} />;
}
