import { Alert, Button, Card, CardBody, TextField } from '@backstage/ui';
import { RiLock2Line } from '@remixicon/react';
import type { BundleContents } from 'backstage-plugin-security-incidents-common';
import { dateTimeWithZone } from '../../time';
import { useTranslation } from '../../translation';
import styles from './bundles.module.css';
import { formatBytes } from '../../formatBytes';

/** What goes into a bundle, and what of it stays out. */
export function BundleParts(props: {
  contents: BundleContents;
  reason: string | undefined;
  /** Absent once the bundle is being made. */
  onReason?(reason: string | undefined): void;
}) {
  const { contents, reason, onReason } = props;
  const { t } = useTranslation();
  const { parts, sizeBytes, marking, entries, checkpoint, signing } = contents;
  return (
    <>
      <Card>
        <CardBody>
          <div className={styles.heading}>
            <h3 className={styles.subtitle}>{t('bundles.whatIsIn')}</h3>
            <span className={styles.quiet}>
              {t('bundles.about', { size: formatBytes(sizeBytes) })}
            </span>
          </div>
          <ul className={styles.parts}>
            {parts.map(({ part, files, sizeBytes: size }) => (
              <li key={part} className={styles.part}>
                <span className={styles.what}>
                  <code className={styles.name}>
                    {t(`bundles.part.${part}.name`)}
                  </code>{' '}
                  {t(`bundles.part.${part}.text`)}
                  {files > 1 && `, ${t('bundles.files', { count: files })}`}
                </span>
                <span className={styles.quiet}>{formatBytes(size)}</span>
              </li>
            ))}
          </ul>
          <p className={styles.quiet}>
            {t('bundles.entries', { count: entries })}.{' '}
            {t('bundles.marking', { marking: `TLP:${marking}` })}{' '}
            {checkpoint
              ? t('bundles.checkpoint', {
                  n: String(checkpoint.n),
                  time: dateTimeWithZone(checkpoint.at),
                })
              : t('bundles.noCheckpoint')}
          </p>
        </CardBody>
      </Card>
      {checkpoint && signing.state === 'unsigned' && (
        <Alert
          status="warning"
          title={t('bundles.unsigned.title')}
          description={t('bundles.unsigned.hint')}
        />
      )}
      <KeyOnly keys={contents.keyOnly} reason={reason} onReason={onReason} />
    </>
  );
}

/** What is marked TLP:RED, and the decision to include it in full. */
function KeyOnly(props: {
  keys: readonly string[];
  reason: string | undefined;
  onReason?(reason: string | undefined): void;
}) {
  const { keys, reason, onReason } = props;
  const { t } = useTranslation();
  if (keys.length === 0 && reason === undefined) return null;
  return (
    <div className={styles.keyOnly}>
      <RiLock2Line aria-hidden className={styles.lock} />
      <div className={styles.what}>
        {keys.length > 0 && (
          <p className={styles.flush}>
            <b>
              {t(`bundles.keyOnly.${keys.length === 1 ? 'one' : 'many'}`, {
                keys: keys.join(', '),
              })}
            </b>{' '}
            {t('bundles.keyOnly.hint')}
          </p>
        )}
        {reason !== undefined && (
          <TextField
            label={t('bundles.keyOnly.reason')}
            description={t('bundles.keyOnly.reasonHint')}
            value={reason}
            onChange={onReason}
            isDisabled={!onReason}
            isRequired
          />
        )}
        {onReason && (
          <Button
            size="small"
            variant="secondary"
            onPress={() => onReason(reason === undefined ? '' : undefined)}
          >
            {t(
              reason === undefined
                ? 'bundles.keyOnly.include'
                : 'bundles.keyOnly.exclude',
            )}
          </Button>
        )}
      </div>
    </div>
  );
}
