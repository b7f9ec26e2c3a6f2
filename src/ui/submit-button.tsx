"use client";

import { useFormStatus } from "react-dom";
import { Button, type ButtonProps } from "@/ui/button";

/** The submit button of a form with a server action: shows that the form is on its way and cannot be pressed twice. */
export function SubmitButton({ variant = "primary", pending = false, ...rest }: ButtonProps) {
  const status = useFormStatus();
  return <Button {...rest} type="submit" variant={variant} pending={pending || status.pending} />;
}
