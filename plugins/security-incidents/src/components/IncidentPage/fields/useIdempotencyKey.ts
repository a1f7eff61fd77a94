import { useCallback, useRef } from 'react';

/** A key that no other request has. */
// crypto.randomUUID exists on secure origins only, and portals are also served over plain HTTP.
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Gives the same key for the same request until it is known to have arrived, so that a retry cannot do it twice. A
 * changed request is another request and gets another key.
 */
export function useIdempotencyKey() {
  const current = useRef<{ body: string; key: string }>();

  const keyFor = useCallback((request: unknown): string => {
    const body = JSON.stringify(request);
    if (current.current?.body !== body) {
      current.current = { body, key: randomKey() };
    }
    return current.current.key;
  }, []);
  const done = useCallback(() => {
    current.current = undefined;
  }, []);

  return { keyFor, done };
}
