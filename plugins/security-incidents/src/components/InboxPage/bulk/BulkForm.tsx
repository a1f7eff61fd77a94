import { Button, Card, CardBody, TextAreaField } from '@backstage/ui';
import {
  type DetectionSummary,
  DISMISSAL_DISPOSITIONS,
  type DismissalDisposition,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { nearTime } from '../../../time';
import { useTranslation } from '../../../translation';
import { IncidentCombobox, type NamedIncident } from '../../common';
import { toDispositionText } from '../../detections';
import { ChoiceField } from '../../IncidentPage/fields';
import styles from './bulk.module.css';
import type { BulkDecision } from './useBulk';

const KINDS = ['dismiss', 'attach-proposed', 'attach'] as const;
type Kind = (typeof KINDS)[number];
const KEYS = {
  dismiss: 'dismiss',
  'attach-proposed': 'attachProposed',
  attach: 'attach',
} as const;

/** What the selected ones have in common. */
function Facts(props: {
  selected: readonly DetectionSummary[];
  sourceTitle(id: string): string;
}) {
  const { selected, sourceTitle } = props;
  const { t } = useTranslation();
  const now = Date.now();
  const firsts = selected.map(({ firstSeenAt }) => firstSeenAt).sort();
  const sources = [...new Set(selected.map(each => each.sourceId))];
  const services = new Set(
    selected.flatMap(({ entityRef }) => entityRef ?? []),
  );
  const seen = selected.reduce((sum, { count }) => sum + count, 0);
  const from = nearTime(firsts[0], now);
  const to = nearTime(firsts[firsts.length - 1], now);
  const facts = [
    ['source', sources.map(sourceTitle).join(', ')],
    ['firstSeen', from === to ? from : t('inbox.bulk.fromTo', { from, to })],
    ['services', String(services.size)],
    ['seen', t('detection.seen', { count: seen })],
  ] as const;
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{t(`inbox.bulk.facts.${name}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** One decision for all selected detections. */
export function BulkForm(props: {
  selected: readonly DetectionSummary[];
  sourceTitle(id: string): string;
  onStart(selected: readonly DetectionSummary[], decision: BulkDecision): void;
  onClear(): void;
}) {
  const { selected } = props;
  const { t } = useTranslation();
  const [kind, setKind] = useState<Kind>('dismiss');
  const [isOpen, setOpen] = useState(false);
  const [disposition, setDisposition] = useState<DismissalDisposition>();
  const [reason, setReason] = useState('');
  const [incident, setIncident] = useState<NamedIncident>();
  const fitting = selected.filter(({ proposal }) => proposal);
  const chosen = kind === 'attach-proposed' ? fitting : selected;

  const toDecision = (): BulkDecision | undefined => {
    if (kind === 'attach-proposed') return { kind };
    if (kind === 'attach') {
      return incident && { kind, incident: incident.key };
    }
    const text = reason.trim();
    return disposition && text
      ? { kind, disposition, reason: text }
      : undefined;
  };
  const decision = toDecision();
  return (
    <Card aria-label={t('inbox.bulk.title', { count: selected.length })}>
      <CardBody className={styles.form}>
        <div className={styles.between}>
          <h2 className={styles.title}>
            {t('inbox.bulk.title', { count: selected.length })}
          </h2>
          {/* On a phone the form is a sheet below the list, which opens on request. */}
          <span className={styles.sheetTools}>
            {!isOpen && (
              <Button variant="secondary" onPress={props.onClear}>
                {t('inbox.head.clear')}
              </Button>
            )}
            <Button
              variant={isOpen ? 'secondary' : 'primary'}
              aria-expanded={isOpen}
              onPress={() => setOpen(!isOpen)}
            >
              {isOpen
                ? t('inbox.bulk.closeSheet')
                : t('inbox.bulk.send', { count: selected.length })}
            </Button>
          </span>
        </div>
        <div className={styles.sheet} data-open={isOpen || undefined}>
          <Facts selected={selected} sourceTitle={props.sourceTitle} />
          <fieldset className={styles.kinds}>
            <legend>{t('inbox.bulk.kind')}</legend>
            {KINDS.map(each => (
              <label key={each}>
                <input
                  type="radio"
                  name="bulk-kind"
                  checked={kind === each}
                  disabled={each === 'attach-proposed' && fitting.length === 0}
                  onChange={() => setKind(each)}
                />
                {t(`inbox.bulk.${KEYS[each]}`)}
              </label>
            ))}
          </fieldset>
          {kind === 'dismiss' && (
            <>
              <ChoiceField
                label={t('inbox.decide.dismiss.disposition')}
                placeholder={t('inbox.decide.dismiss.choose')}
                choices={DISMISSAL_DISPOSITIONS.map(id => ({
                  id,
                  label: toDispositionText(t, id),
                }))}
                value={disposition}
                onChange={value => setDisposition(value)}
              />
              <TextAreaField
                label={t('inbox.decide.dismiss.reason')}
                description={t('inbox.bulk.reasonHint')}
                value={reason}
                onChange={setReason}
                rows={2}
                isRequired
              />
            </>
          )}
          {kind === 'attach' && (
            <IncidentCombobox
              label={t('inbox.decide.attach.incident')}
              filter={{ open: true }}
              value={incident}
              onChange={setIncident}
              isRequired
            />
          )}
          {kind === 'attach-proposed' && (
            <p className={styles.quiet}>
              {t('inbox.bulk.fitting', {
                count: fitting.length,
                total: selected.length,
              })}
            </p>
          )}
          <div className={styles.buttons}>
            <Button variant="secondary" onPress={props.onClear}>
              {t('inbox.head.clear')}
            </Button>
            <Button
              variant="primary"
              isDisabled={!decision}
              onPress={() => decision && props.onStart(chosen, decision)}
            >
              {t(
                kind === 'dismiss'
                  ? 'inbox.bulk.sendDismiss'
                  : 'inbox.bulk.sendAttach',
                { count: chosen.length },
              )}
            </Button>
          </div>
        </div>
      </CardBody>
    </Card>
  );
}
