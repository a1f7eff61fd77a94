import { InputError, NotFoundError } from '@backstage/errors';
import { StaleVersionError } from '../decisions';

/** Of each kind. */
const MAX_STORED = 200;

/** @throws InputError when there is no room for one more */
export function assertRoom(field: string, count: number): void {
  if (count >= MAX_STORED) {
    throw new InputError(
      `${field}: there are ${MAX_STORED} already; remove one first`,
    );
  }
}

/** @throws ConflictError when it changed since the caller looked at it */
export function assertVersion(
  { version }: { version: number },
  seen: number | undefined,
): void {
  if (seen !== undefined && seen !== version) {
    throw new StaleVersionError(version, seen);
  }
}

/** @throws NotFoundError when there is none; InputError for one of the configuration */
export function findOwn<T extends { id: string }>(
  stored: readonly T[],
  id: string,
  kind: string,
  configured: ReadonlyArray<{ id: string }>,
): T {
  const found = stored.find(each => each.id === id);
  if (found) return found;
  if (configured.some(each => each.id === id)) {
    throw new InputError(
      `id: the ${kind} is from the configuration and can be changed only there`,
    );
  }
  throw new NotFoundError(`No ${kind} ${id}`);
}
