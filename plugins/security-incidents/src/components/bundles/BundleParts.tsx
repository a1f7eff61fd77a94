import {
  Alert,
  Button,
  Card,
  CardBody,
  Checkbox,
  TextField,
} from '@backstage/ui';
import { RiLock2Line } from '@remixicon/react';
import {
  type BundleContents,
  type BundlePart,
  OPTIONAL_BUNDLE_PARTS,
  type OptionalBundlePart,
} from 'backstage-plugin-security-incidents-common';
import { dateTimeWithZone } from '../../time';
import { useTranslation } from '../../translation';
import styles from './bundles.module.css';
import { formatBytes } from '../../formatBytes';

const isOptional = (part: BundlePart): part is OptionalBundlePart =>
  (OPTIONAL_BUNDLE_PARTS as readonly BundlePart[]).includes(part);

/** The parts that go in. */
export function getParts(
  { parts }: BundleContents,
  without: readonly BundlePart[],
): BundleContents['parts'] {
  return parts.filter(({ part }) => !without.includes(part));
}

/** A part with its box, which stays as it is for what is in every bundle. */
function PartRow(props: {
  part: BundleContents['parts'][number];
  isIn: boolean;
  onChange?(isIn: boolean): void;
}) {
  const { part, files, sizeBytes } = props.part;
  const { t } = useTranslation();
  return (
    <li className={styles.part}>
      <Checkbox
        isSelected={props.isIn}
        isDisabled={!isOptional(part) || !props.onChange}
        onChange={props.onChange}
      >
        <span className={styles.what}>
          <code className={styles.name}>{t(`bundles.part.${part}.name`)}</code>{' '}
          {t(`bundles.part.${part}.text`)}
          {files > 1 && `, ${t('bundles.files', { count: files })}`}
        </span>
      </Checkbox>
      <span className={styles.quiet}>{formatBytes(sizeBytes)}</span>
    </li>
  );
}

/** What goes into a bundle, which is chosen before the start, and what of it stays out. */
export function BundleParts(props: {
  contents: BundleContents;
  without: readonly OptionalBundlePart[];
  /** Absent once the bundle is being made. */
  onWithout?(without: OptionalBundlePart[]): void;
  reason: string | undefined;
  /** Absent once the bundle is being made. */
  onReason?(reason: string | undefined): void;
}) {
  const { contents, without, onWithout, reason, onReason } = props;
  const { t } = useTranslation();
  const { parts, marking, entries, signing } = contents;
  const checkpoint = without.includes('checkpoints')
    ? undefined
    : contents.checkpoint;
  const sizeBytes = getParts(contents, without).reduce(
    (sum, part) => sum + part.sizeBytes,
    0,
  );
  const choose = (part: BundlePart, isIn: boolean) => {
    if (!isOptional(part)) return;
    onWithout?.(
      isIn ? without.filter(each => each !== part) : [...without, part],
    );
  };
  return (
    <>
      <Card>
        <CardBody>
          <div className={styles.heading}>
            <h3 className={styles.subtitle}>{t('bundles.whatIsIn')}</h3>
            <span className={styles.quiet}>
              {t('bundles.about', { size: formatBytes(sizeBytes) })},{' '}
              {t(onWithout ? 'bundles.choose' : 'bundles.chosen')}
            </span>
          </div>
          <ul className={styles.parts}>
            {parts.map(part => (
              <PartRow
                key={part.part}
                part={part}
                isIn={!(without as readonly BundlePart[]).includes(part.part)}
                onChange={onWithout && (isIn => choose(part.part, isIn))}
              />
            ))}
          </ul>
          <p className={styles.quiet}>
            {t('bundles.entries', { count: entries })}.{' '}
            {t('bundles.marking', { marking: `TLP:${marking}` })}{' '}
            {checkpoint &&
              t('bundles.checkpoint', {
                n: String(checkpoint.n),
                time: dateTimeWithZone(checkpoint.at),
              })}
            {!contents.checkpoint && t('bundles.noCheckpoint')}
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
