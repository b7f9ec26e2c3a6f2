"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { saveListColumns } from "@/data/list-preferences";
import { loadRegistryOptions } from "@/data/registry-options";
import { defineFormAction } from "@/server/define-action";
import { isRegistryKey, REGISTRY_LISTS, type RegistryKey } from "./registry-lists";
import { registryParams, registryRequest } from "./registry-params";

const input = z.object({
  list: z.custom<RegistryKey>(isRegistryKey),
  batch: z.string().max(60).optional(),
  columns: z.union([z.string().max(80), z.array(z.string().max(80)).max(200)]).optional(),
  reset: z.string().optional(),
});

/** Keeps which columns of a registry this person wants to see. */
export const saveColumns = defineFormAction({
  permission: "registry.view",
  input,
  run: async ({ viewer, tx, input: { list: key, batch, columns = [], reset } }) => {
    const list = REGISTRY_LISTS[key];
    const { batches } = registryRequest(list, registryParams({ batch }), await loadRegistryOptions(tx, viewer));
    const wanted = [columns].flat();
    const known = list.columns(batches).flatMap((column) => (wanted.includes(column.key) ? [column.key] : []));
    await saveListColumns(tx, viewer, list.preference(batches), reset === undefined ? known : []);
    revalidatePath(list.path);
  },
});
