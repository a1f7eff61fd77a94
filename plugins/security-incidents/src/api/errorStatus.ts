/** The HTTP status behind an error, when there is one. */
export function errorStatus(error: unknown): number | undefined {
  return (error as { statusCode?: number } | undefined)?.statusCode;
}
