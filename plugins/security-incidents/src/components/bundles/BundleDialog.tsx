import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import { useState } from 'react';
import { errorStatus } from '../../api/errorStatus';
import { useTranslation } from '../../translation';
import { PanelFailed, PanelLoading } from '../common';
import { BundleParts } from './BundleParts';
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

/** Shows what a bundle would hold, makes it, and says how that ended. */
export function BundleDialog(props: {
  subject: BundleSubject;
  onClose(): void;
}) {
  const { subject, onClose } = props;
  const { t } = useTranslation();
  const [reason, setReason] = useState<string>();
  const wanted = reason?.trim();
  const options = wanted ? { tlpRedReason: wanted } : {};
  // What goes in does not depend on how the reason reads.
  const contents = useBundleContents(subject, {});
  const now = useBundleExport(subject);
  const start = useStartBundle(subject);
  const isRunning = now?.state === 'checking' || now?.state === 'packing';
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
              : data && t('bundles.ofMany', { count: data.incidents })}
          </p>
          {now && (
            <BundleProgress
              now={now}
              expectedBytes={data ? estimateDownload(data.parts) : 1}
              onAgain={() => bundleExports.clear(toBundleId(subject))}
            />
          )}
          {data && (
            <BundleParts
              contents={data}
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
