import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import type {
  BundleContents,
  BundleOptions,
  OptionalBundlePart,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { errorStatus } from '../../api/errorStatus';
import { type Translate, useTranslation } from '../../translation';
import { PanelFailed, PanelLoading } from '../common';
import { BundleParts, getParts } from './BundleParts';
import { BundleProgress } from './BundleProgress';
import { bundleExports } from './BundleExports';
import styles from './bundles.module.css';
import { estimateDownload } from './size';
import {
  type BundleSubject,
  toBundleId,
  useBundleContents,
  useBundleExport,
  useStartBundle,
} from './useBundle';

/** How many incidents, and what else is in that does not count as one. */
function toCountText(t: Translate, contents: BundleContents): string {
  const { incidents, merged, exercises } = contents;
  return [
    t('bundles.ofMany', { count: incidents }),
    merged > 0 && t('bundles.merged', { count: merged }),
    exercises > 0 && t('bundles.exercises', { count: exercises }),
  ]
    .filter(Boolean)
    .join(' ');
}

/** Shows what a bundle would hold, makes it, and says how that ended. */
export function BundleDialog(props: {
  subject: BundleSubject;
  onClose(): void;
}) {
  const { subject, onClose } = props;
  const { t } = useTranslation();
  const [reason, setReason] = useState<string>();
  const wanted = reason?.trim();
  const [chosen, setChosen] = useState<OptionalBundlePart[]>([]);
  const options: BundleOptions = {
    ...(wanted && { tlpRedReason: wanted }),
    ...(chosen.length > 0 && { without: chosen }),
  };
  // All parts with their sizes, so that what was left out can be put in again.
  const contents = useBundleContents(subject, {});
  const now = useBundleExport(subject);
  const start = useStartBundle(subject);
  const isRunning = now?.state === 'checking' || now?.state === 'packing';
  const without = now
    ? bundleExports.getOptions(toBundleId(subject))?.without ?? []
    : chosen;
  const { data, error } = contents;
  const canStart = data !== undefined && (reason === undefined || wanted);
  return (
    <Dialog
      isOpen
      onOpenChange={open => !open && onClose()}
      width={680}
      // The dialog of BUI is half transparent in dark.
      style={{ background: 'var(--bui-bg-app)' }}
    >
      <DialogHeader>{t('bundles.title')}</DialogHeader>
      <DialogBody>
        <div className={styles.body}>
          <p className={styles.quiet}>
            {'incidentKey' in subject
              ? t('bundles.ofIncident', { incident: subject.incidentKey })
              : data && toCountText(t, data)}
          </p>
          {now && (
            <BundleProgress
              now={now}
              expectedBytes={
                data ? estimateDownload(getParts(data, without)) : 1
              }
              onAgain={() => bundleExports.clear(toBundleId(subject))}
            />
          )}
          {data && (
            <BundleParts
              contents={data}
              without={without}
              onWithout={now ? undefined : setChosen}
              reason={reason}
              onReason={now ? undefined : setReason}
            />
          )}
          {!data && error && errorStatus(error) === 403 && (
            <p role="alert">{t('bundles.forbidden')}</p>
          )}
          {!data && error && errorStatus(error) !== 403 && (
            <PanelFailed
              error={error}
              title={t('bundles.contentsFailed')}
              subject={t('bundles.subject')}
              onRetry={contents.reload}
            />
          )}
          {!data && !error && (
            <PanelLoading label={t('bundles.subject')} rows={8} />
          )}
        </div>
      </DialogBody>
      <DialogFooter>
        <span className={styles.footer}>{t('bundles.goesOn')}</span>
        {isRunning && (
          <Button
            variant="tertiary"
            onPress={() => bundleExports.clear(toBundleId(subject))}
          >
            {t('bundles.cancel')}
          </Button>
        )}
        <Button variant="secondary" onPress={onClose}>
          {t('common.close')}
        </Button>
        {!now && (
          <Button
            variant="primary"
            isDisabled={!canStart}
            onPress={() => start(options)}
          >
            {t('bundles.start')}
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}
