import {
  type BackstageUserIdentity,
  identityApiRef,
  useApi,
} from '@backstage/core-plugin-api';
import { useEffect, useState } from 'react';
import { ASK_EVERY_MS } from './useLive';

/** Who reads. */
export interface Identity {
  /** Whether the platform answered, if only that it does not know. */
  settled: boolean;
  /** Absent while it is not known. */
  identity?: BackstageUserIdentity;
}

/** Who reads, as the platform says it; while it fails to, it is asked again from time to time. */
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
