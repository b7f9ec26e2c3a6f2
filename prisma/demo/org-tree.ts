import type { EnumKey } from "../../src/domain/enumerations";
import { ANYANG } from "./anyang";
import { CHONGQING } from "./chongqing";
import type { DemoTenant, RouteKind } from "./demo-tenant";

/**
 * Demo organisations: two tenants with unions, batches and regions. Names of city, district and county federations are
 * names of public bodies; industry unions, enterprises and their unions are fictional, and their credit codes are
 * valid by algorithm but not registered.
 */
export const DEMO_TENANTS: readonly DemoTenant[] = [ANYANG, CHONGQING];

/** Stages of an application by the kind of the organisation above the enterprise union. */
export const DEMO_ROUTES: Readonly<Record<RouteKind, readonly EnumKey<"stage">[]>> = {
  district: ["enterprise", "district", "city"],
  zone: ["enterprise", "district", "city"],
  industry: ["enterprise", "industry", "city"],
  city: ["enterprise", "city"],
};
