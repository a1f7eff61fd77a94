import type { CoverageRow } from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { useEntityLinks } from '../../../hooks';
import { useAppHref } from '../../../navigation';
import { type Translate, useTranslation } from '../../../translation';
import { useEntityNameLookup, withShortNames } from '../../common';

/** The services of each owner with their gaps, to be sent to the owners. */
async function toText(
  t: Translate,
  rows: readonly CoverageRow[],
  nameOf: (entityRef: string) => Promise<string>,
  addressOf: (entityRef: string) => string,
): Promise<string> {
  const byOwner = new Map<string | undefined, CoverageRow[]>();
  for (const row of rows) {
    const owner =
      row.readiness.checks.owner === 'pass' ? row.ownerRef : undefined;
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), row]);
  }
  const parts = [...byOwner].map(async ([owner, owned]) => {
    const heading = owner
      ? await nameOf(owner)
      : t('coveragePage.bulk.text.noOwner');
    const services = owned.map(async ({ entityRef, title, readiness }) => {
      const name = title ?? (await nameOf(entityRef));
      const gaps = readiness.gaps.map(
        ({ message }) => `  - ${withShortNames(message)}`,
      );
      return [
        `${name}: ${addressOf(entityRef)}`,
        ...(gaps.length > 0
          ? gaps
          : [`  - ${t('coveragePage.bulk.text.none')}`]),
      ].join('\n');
    });
    return [heading, ...(await Promise.all(services))].join('\n');
  });
  return `${(await Promise.all(parts)).join('\n\n')}\n`;
}

/** Copies what the owners of the chosen services should fix, and says whether that worked. */
export function useCopyGaps(rows: readonly CoverageRow[]) {
  const { t } = useTranslation();
  const linkTo = useEntityLinks();
  const nameOf = useEntityNameLookup();
  const root = useAppHref('/');
  const [result, setResult] = useState<{
    rows: readonly CoverageRow[];
    outcome: 'copied' | 'notCopied';
  }>();
  const addressOf = (entityRef: string) =>
    `${window.location.origin}${root.replace(/\/$/, '')}${linkTo(entityRef)}`;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(
        await toText(t, rows, nameOf, addressOf),
      );
      setResult({ rows, outcome: 'copied' });
    } catch {
      // The browser asks for the permission and may refuse it.
      setResult({ rows, outcome: 'notCopied' });
    }
  };
  // What was copied is about the choice at that time.
  return { copy, outcome: result?.rows === rows ? result.outcome : undefined };
}
