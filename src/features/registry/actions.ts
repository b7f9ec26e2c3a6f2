"use server";

import { revalidatePath } from "next/cache";
import { saveListColumns } from "@/data/list-preferences";
import { loadRegistryOptions } from "@/data/registry-options";
import { defineFormAction } from "@/server/define-action";
import { REGISTRY_LISTS } from "./registry-lists";
import { registryParams, registryRequest } from "./registry-params";
import { columnsInput } from "./schema";

/** Keeps which columns of a registry this person wants to see. */
export const saveColumns = defineFormAction({
  permission: "registry.view",
  input: columnsInput,
  run: async ({ viewer, tx, input: { list: key, batch, columns = [], reset } }) => {
    const list = REGISTRY_LISTS[key];
    const { batches } = registryRequest(list, registryParams({ batch }), await loadRegistryOptions(tx, viewer));
    const wanted = [columns].flat();
    const known = list.columns(batches).flatMap((column) => (wanted.includes(column.key) ? [column.key] : []));
    await saveListColumns(tx, viewer, list.preference(batches), reset === undefined ? known : []);
    revalidatePath(list.path);
  },
});
