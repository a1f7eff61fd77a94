import {
  type BackstageUserIdentity,
  identityApiRef,
  useApi,
} from '@backstage/core-plugin-api';
import { useEffect, useState } from 'react';

/** How often to ask again while the platform does not say who reads, in milliseconds. */
export const ASK_EVERY_MS = 30_000;

/** The signed-in reader. */
export interface Identity {
  /** Whether the platform answered, with an identity or an error. */
  settled: boolean;
  /** Undefined while it is not known. */
  identity?: BackstageUserIdentity;
}

/** The signed-in reader. While the platform fails to say, it is asked again from time to time. */
export function useIdentity(): Identity {
  const identityApi = useApi(identityApiRef);
  const [known, setKnown] = useState<Identity>({ settled: false });
  useEffect(() => {
    let left = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = () =>
      identityApi.getBackstageIdentity().then(
        identity => {
          if (!left) setKnown({ settled: true, identity });
        },
        () => {
          if (left) return;
          setKnown({ settled: true });
          timer = setTimeout(ask, ASK_EVERY_MS);
        },
      );
    ask();
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [identityApi]);
  return known;
}
