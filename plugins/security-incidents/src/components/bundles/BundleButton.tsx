import { Button } from '@backstage/ui';
import { usePermission } from '@backstage/plugin-permission-react';
import { RiFolderDownloadLine } from '@remixicon/react';
import { reportsExportPermission } from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { useTranslation } from '../../translation';
import { BundleDialog } from './BundleDialog';
import styles from './bundles.module.css';
import { type BundleSubject, toBundleName, useBundleExport } from './useBundle';

/** Opens the dialog of a bundle, for readers who may export. It shows whether the bundle is still being made. */
export function BundleButton(props: {
  subject: BundleSubject;
  variant?: 'primary' | 'secondary';
  /** Class of the text, which small screens may hide. */
  textClassName?: string;
}) {
  const { subject, variant = 'secondary', textClassName } = props;
  const { t } = useTranslation();
  const { allowed } = usePermission({ permission: reportsExportPermission });
  const [isOpen, setOpen] = useState(false);
  const now = useBundleExport(subject);
  if (!allowed) return null;
  const name = toBundleName(subject);
  const isRunning = now?.state === 'checking' || now?.state === 'packing';
  const said = {
    checking: 'bundles.running',
    packing: 'bundles.running',
    done: 'bundles.finished',
    failed: 'bundles.broken',
  } as const;
  return (
    <>
      <Button
        variant={variant}
        iconStart={<RiFolderDownloadLine aria-hidden />}
        isPending={isRunning && !isOpen}
        aria-label={t('bundles.open')}
        onPress={() => setOpen(true)}
      >
        <span className={textClassName}>{t('bundles.open')}</span>
      </Button>
      {!isOpen && (
        <span role="status" className={styles.spoken}>
          {now && t(said[now.state], { subject: name })}
        </span>
      )}
      {isOpen && (
        <BundleDialog subject={subject} onClose={() => setOpen(false)} />
      )}
    </>
  );
}
