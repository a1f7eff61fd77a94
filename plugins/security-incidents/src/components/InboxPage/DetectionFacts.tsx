import type { DetectionDetails } from 'backstage-plugin-security-incidents-common';
import { RiShieldCheckLine } from '@remixicon/react';
import { type ReactNode, useState } from 'react';
import { EntityLink } from '../../navigation';
import { nearTime } from '../../time';
import { useTranslation } from '../../translation';
import { EntityName } from '../common';
import { toWayNumber } from '../detections';
import styles from './DetectionDetail.module.css';
import { MapDialog } from './MapDialog';
import type { Inbox } from './useInbox';

const SHOWN_LABELS = 3;

function Fact(props: { name: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

/** When it was seen, as ticks between the first and the last time. */
function SeenTicks({ seenAt }: { seenAt: readonly string[] }) {
  const { t } = useTranslation();
  if (seenAt.length < 2) return null;
  const times = seenAt.map(at => Date.parse(at));
  const [first, last] = [times[0], times[times.length - 1]];
  const now = Date.now();
  return (
    <svg
      className={styles.ticks}
      viewBox="0 0 100 10"
      preserveAspectRatio="none"
      role="img"
      aria-label={t('inbox.detail.seenAt', {
        count: seenAt.length,
        first: nearTime(seenAt[0], now),
        last: nearTime(seenAt[seenAt.length - 1], now),
      })}
    >
      {times.map((time, index) => (
        <rect
          // Times may repeat.
          key={index}
          x={last > first ? (98.5 * (time - first)) / (last - first) : 0}
          y="0"
          width="1.2"
          height="10"
        />
      ))}
    </svg>
  );
}

function Mapped(props: { details: DetectionDetails; onChange?(): void }) {
  const { details, onChange } = props;
  const { mapping, mappingTried } = details;
  const { t } = useTranslation();
  const at = mapping && toWayNumber(mapping.way);
  const tried = mappingTried
    .filter(way => way !== mapping?.way)
    .map(way => t(`detection.way.${way}`));
  return (
    <Fact name={t('inbox.detail.mapped')}>
      {mapping ? (
        <span>
          {t(`detection.way.${mapping.way}`)}{' '}
          {mapping.value && <code>{mapping.value}</code>}
          {mapping.patternName && ` ${mapping.patternName}`}
          {mapping.by && (
            <>
              {' '}
              <EntityName entityRef={mapping.by} />
            </>
          )}
        </span>
      ) : (
        t('detection.noService')
      )}
      <span className={styles.quiet}>
        {at !== undefined && `${t('inbox.detail.wayOf', { at })} `}
        {tried.length > 0 &&
          `${t('inbox.detail.tried', { ways: tried.join(', ') })} `}
        {onChange && mapping && (
          <button
            type="button"
            className={styles.textButton}
            onClick={onChange}
          >
            {t('inbox.detail.change')}
          </button>
        )}
      </span>
    </Fact>
  );
}

function SeenWith({ labels }: { labels: Record<string, string> }) {
  const { t } = useTranslation();
  const [isAll, setAll] = useState(false);
  const entries = Object.entries(labels);
  const shown = isAll ? entries : entries.slice(0, SHOWN_LABELS);
  if (entries.length === 0) return null;
  return (
    <Fact name={t('inbox.detail.seenWith')}>
      {shown.map(([name, value]) => (
        <span key={name}>
          <span className={styles.quiet}>{name}</span> <code>{value}</code>
        </span>
      ))}
      {shown.length < entries.length && (
        <button
          type="button"
          className={styles.textButton}
          onClick={() => setAll(true)}
        >
          {t('inbox.detail.allLabels', {
            count: entries.length - shown.length,
          })}
        </button>
      )}
    </Fact>
  );
}

function Seen({ details }: { details: DetectionDetails }) {
  const { t } = useTranslation();
  const now = Date.now();
  const first = nearTime(details.firstSeenAt, now);
  const last = nearTime(details.lastSeenAt, now);
  return (
    <Fact name={t('inbox.detail.seen')}>
      <span>
        <b>{t('inbox.detail.times', { count: details.count })}</b>{' '}
        {details.count > 1
          ? t('inbox.detail.since', { first, last })
          : t('inbox.detail.at', { time: first })}
      </span>
      <SeenTicks seenAt={details.seenAt} />
    </Fact>
  );
}

/** `7d1e4c90…a904` */
const shorten = (text: string) =>
  text.length > 16 ? `${text.slice(0, 8)}…${text.slice(-4)}` : text;

/** What was found out about a detection, and how. */
export function DetectionFacts(props: {
  inbox: Inbox;
  details: DetectionDetails;
}) {
  const { inbox, details } = props;
  const { t } = useTranslation();
  const [isMapping, setMapping] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const now = Date.now();
  return (
    <>
      <dl className={styles.facts} data-all={isOpen}>
        {details.entityRef && (
          <Fact name={t('inbox.detail.service')}>
            <EntityLink entityRef={details.entityRef} />
          </Fact>
        )}
        <Seen details={details} />
        <Mapped
          details={details}
          onChange={
            details.status === 'new' ? () => setMapping(true) : undefined
          }
        />
        <Fact name={t('inbox.detail.fingerprint')}>
          <span>
            <code title={details.fingerprint}>
              {shorten(details.fingerprint)}
            </code>
            {`, ${t('inbox.detail.episode', { episode: details.episode })}`}
          </span>
          <span className={styles.quiet}>{details.fingerprintBasis}</span>
        </Fact>
        <SeenWith labels={details.labels} />
        <Fact name={t('inbox.detail.trust')}>
          <span className={styles.inline}>
            <RiShieldCheckLine size={16} className={styles.good} aria-hidden />
            {t('inbox.detail.verified', { proof: details.verifiedBy })}
          </span>
          <span className={styles.quiet}>
            {t('inbox.detail.received', {
              time: nearTime(details.firstSeenAt, now),
            })}
            {details.resolvedAt
              ? `. ${t('inbox.detail.resolvedAt', {
                  time: nearTime(details.resolvedAt, now),
                })}`
              : `, ${t(`detection.sourceState.${details.sourceState}`)}`}
          </span>
        </Fact>
      </dl>
      <button
        type="button"
        className={styles.allFacts}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {t('inbox.detail.allFacts')}
      </button>
      {isMapping && (
        <MapDialog
          inbox={inbox}
          details={details}
          onClose={() => setMapping(false)}
        />
      )}
    </>
  );
}
