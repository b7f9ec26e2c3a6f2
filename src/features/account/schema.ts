import { z } from "zod";

/** Longer is refused with a sentence before anything is hashed; this only keeps nonsense out. */
const TYPED_MAX = 200_000;

export const signInInput = z.object({
  login: z.string().max(TYPED_MAX),
  password: z.string().max(TYPED_MAX),
  next: z.string().max(2000).optional(),
});

export const switchRoleInput = z.strictObject({ grantId: z.uuid() });

export const changePasswordInput = z.object({
  currentPassword: z.string().max(TYPED_MAX),
  newPassword: z.string().max(TYPED_MAX),
  repeatPassword: z.string().max(TYPED_MAX),
});

export const endSessionInput = z.object({ sessionId: z.uuid() });

export const firstRunInput = z.object({
  token: z.string().max(200),
  cityName: z.string().max(200),
  shortName: z.string().max(50),
  prefix: z.string().max(20),
  regionCode: z.string().max(20),
  login: z.string().max(100),
  name: z.string().max(100),
  password: z.string().max(TYPED_MAX),
  repeatPassword: z.string().max(TYPED_MAX),
});
