const DAY_MS = 24 * 60 * 60 * 1000;

/** Whether the last reminder is less than a day old, so that the next one waits. */
export function isHeldBack(
  remindedAt: string | undefined,
  at: string,
): boolean {
  return (
    remindedAt !== undefined && Date.parse(at) - Date.parse(remindedAt) < DAY_MS
  );
}

/** Why a reminder is held back, in words. */
export function describeHoldBack(remindedAt: string | undefined): string {
  return `the last reminder was sent at ${remindedAt}; the next may follow a day later`;
}
