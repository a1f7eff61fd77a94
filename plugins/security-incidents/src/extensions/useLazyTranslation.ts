import { translationApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';
import type { SharedTranslate } from '../translation';

/**
 * The texts for what the plugin adds to pages of the catalog: they are loaded with what the reader sees of us, not with the
 * app. Undefined until then.
 */
export function useLazyTranslation(): SharedTranslate | undefined {
  const api = useApi(translationApiRef);
  const [translate, setTranslate] = useState<{ t: SharedTranslate }>();
  useEffect(() => {
    let left = false;
    let subscription: { unsubscribe(): void } | undefined;
    import('../translation/shared').then(
      ({ securityIncidentsSharedTranslationRef: ref }) => {
        if (left) return;
        const take = (snapshot: { ready: boolean; t?: unknown }) => {
          if (snapshot.ready) {
            setTranslate({ t: snapshot.t as SharedTranslate });
          }
        };
        take(api.getTranslation(ref));
        subscription = api.translation$(ref).subscribe(take);
      },
    );
    return () => {
      left = true;
      subscription?.unsubscribe();
    };
  }, [api]);
  return translate?.t;
}
