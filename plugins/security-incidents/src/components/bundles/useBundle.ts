import { useApi } from '@backstage/core-plugin-api';
import { useQueryClient } from '@tanstack/react-query';
import type {
  BundleContents,
  BundleOptions,
  VolumeQuery,
} from 'backstage-plugin-security-incidents-common';
import { useSyncExternalStore } from 'react';
import { proofApiRef } from '../../api';
import { queryKeys, usePanelQuery } from '../../queries';
import { type BundleExport, bundleExports } from './BundleExports';

/** What a bundle is about: one incident, or all that match some filters. */
export type BundleSubject =
  | { incidentKey: string }
  | { query: VolumeQuery; name: string };

/** Names the bundle among those that are being made. */
export function toBundleId(subject: BundleSubject): string {
  return 'incidentKey' in subject
    ? subject.incidentKey
    : `many ${JSON.stringify(subject.query)}`;
}

/** What people call it. */
export function toBundleName(subject: BundleSubject): string {
  return 'incidentKey' in subject ? subject.incidentKey : subject.name;
}

/** What a bundle would hold. */
export function useBundleContents(
  subject: BundleSubject,
  options: BundleOptions,
) {
  const api = useApi(proofApiRef);
  return usePanelQuery<BundleContents>({
    queryKey: queryKeys.report('bundle', toBundleId(subject), options),
    queryFn: ({ signal }) =>
      'incidentKey' in subject
        ? api.getBundleContents(subject.incidentKey, options, { signal })
        : api.getBundleOfManyContents(
            { ...subject.query, ...options },
            { signal },
          ),
    keepWhile: queryKeys.report('bundle', toBundleId(subject)),
  });
}

/** How far a bundle is; undefined when none is being made. */
export function useBundleExport(
  subject: BundleSubject,
): BundleExport | undefined {
  const id = toBundleId(subject);
  return useSyncExternalStore(bundleExports.subscribe, () =>
    bundleExports.get(id),
  );
}

/** Starts a bundle. It continues when the page is left. */
export function useStartBundle(subject: BundleSubject) {
  const api = useApi(proofApiRef);
  const client = useQueryClient();
  return (options: BundleOptions) =>
    bundleExports.start(
      toBundleId(subject),
      signal =>
        'incidentKey' in subject
          ? api.downloadBundle(subject.incidentKey, options, { signal })
          : api.downloadBundleOfMany(
              { ...subject.query, ...options },
              { signal },
            ),
      () => {
        if ('incidentKey' in subject) {
          client.invalidateQueries({
            queryKey: queryKeys.incident(subject.incidentKey),
          });
        }
      },
      options,
    );
}
