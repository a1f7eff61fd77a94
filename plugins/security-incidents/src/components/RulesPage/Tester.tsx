import { useApi } from '@backstage/core-plugin-api';
import {
  Alert,
  Button,
  Card,
  CardBody,
  CardHeader,
  Select,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { RiCheckLine, RiCloseLine, RiSubtractLine } from '@remixicon/react';
import { useMutation } from '@tanstack/react-query';
import type {
  DetectionSourceStatus,
  TryPayloadRequest,
  TryPayloadResult,
  TryStep,
} from 'backstage-plugin-security-incidents-common';
import { type KeyboardEvent, useState } from 'react';
import { detectionsApiRef } from '../../api';
import { useTranslation } from '../../translation';
import { KeyCap, SeverityMark, StateMark, TextWithNames } from '../common';
import { problemOf } from '../IncidentPage/fields';
import { StoredEvents } from './StoredEvents';
import styles from './RulesPage.module.css';

/** Sources that say in a header what event it is. */
const EVENT_HEADERS: Record<string, string> = {
  github: 'x-github-event',
  gitlab: 'x-gitlab-event',
};

/** The event that a stored finding came with; other sources say it in the payload. */
const STORED_EVENTS: Record<string, (fingerprintBasis: string) => string> = {
  github: basis => basis.split(':')[0],
  gitlab: () => 'Vulnerability Hook',
};

function pretty(payload: string): string {
  try {
    return JSON.stringify(JSON.parse(payload), undefined, 2);
  } catch {
    // It was cut at the most that is kept.
    return payload;
  }
}

const TRIED = {
  fits: RiCheckLine,
  no: RiCloseLine,
  skipped: RiSubtractLine,
} as const;

/** That no rule applies is no failure: a person decides. */
function toMark({ step, ok }: TryStep) {
  if (ok) return 'good';
  return step === 'rule' ? 'none' : 'failed';
}

function Step({ step }: { step: TryStep }) {
  const { t } = useTranslation();
  return (
    <li className={styles.tryStep}>
      <StateMark state={toMark(step)} />
      <div className={styles.stack}>
        <b>{t(`rules.try.step.${step.step}`)}</b>
        <span>
          <TextWithNames text={step.text} />
        </span>
        {step.tried.length > 0 && (
          <ul className={styles.tried}>
            {step.tried.map(({ name, result, why }) => {
              const Icon = TRIED[result];
              return (
                <li key={name} data-result={result}>
                  <Icon
                    size={14}
                    role="img"
                    aria-label={t(`rules.try.${result}`)}
                  />
                  <span>
                    {`${name}: `}
                    <TextWithNames text={why} />
                  </span>
                </li>
              );
            })}
          </ul>
        )}
      </div>
    </li>
  );
}

function Result(props: { result: TryPayloadResult; isOutdated: boolean }) {
  const { result, isOutdated } = props;
  const { t } = useTranslation();
  return (
    <section className={styles.stack} aria-label={t('rules.try.result')}>
      {isOutdated && (
        <span className={styles.quiet}>{t('rules.try.outdated')}</span>
      )}
      <p className={styles.conclusion} role="status">
        <TextWithNames text={result.conclusion} />
      </p>
      <ol className={styles.trySteps}>
        {result.steps.map(step => (
          <Step key={step.step} step={step} />
        ))}
      </ol>
      {result.incident && (
        <div className={styles.well}>
          <span className={styles.quiet}>{t('rules.try.incident')}</span>
          <span className={styles.inline}>
            <SeverityMark severity={result.incident.severity} />
            <b>{result.incident.title}</b>
          </span>
          {result.incident.planTitle && (
            <span className={styles.quiet}>
              {t('rules.try.plan', { plan: result.incident.planTitle })}
            </span>
          )}
        </div>
      )}
      {result.redactions > 0 && (
        <>
          <span className={styles.late}>
            {t('rules.try.stripped', { count: result.redactions })}
          </span>
          <pre className={styles.payload} aria-label={t('rules.try.shown')}>
            {result.payload}
          </pre>
        </>
      )}
    </section>
  );
}

/** Explains what would happen with a payload; nothing is stored, and nothing refreshes by itself. */
export function Tester(props: {
  sources: readonly DetectionSourceStatus[];
  onResult(result: TryPayloadResult): void;
}) {
  const { sources } = props;
  const { t } = useTranslation();
  const api = useApi(detectionsApiRef);
  const [sourceId, setSourceId] = useState<string>();
  const [payload, setPayload] = useState('');
  const [event, setEvent] = useState('');
  const [isChoosing, setChoosing] = useState(false);
  const source = sources.find(({ id }) => id === sourceId) ?? sources[0];
  const header = source && EVENT_HEADERS[source.type];
  const { mutate, isPending, error, data, variables } = useMutation({
    mutationFn: (request: TryPayloadRequest) =>
      api.tryDetectionPayload(request),
    onSuccess: props.onResult,
  });
  const canSend = Boolean(source && payload.trim()) && !isPending;
  const send = () => {
    if (!source || !canSend) return;
    mutate({
      sourceId: source.id,
      payload,
      ...(header && event.trim() && { headers: { [header]: event.trim() } }),
    });
  };
  const onKeyDown = (pressed: KeyboardEvent) => {
    if (pressed.key === 'Enter' && (pressed.ctrlKey || pressed.metaKey)) send();
  };
  return (
    <Card aria-label={t('rules.try.title')}>
      <CardHeader>
        <h2 className={styles.cardTitle}>
          {t('rules.try.title')}{' '}
          <span className={styles.quiet}>{t('rules.try.hint')}</span>
        </h2>
      </CardHeader>
      {/* Only listens to Ctrl+Enter in its fields. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div onKeyDownCapture={onKeyDown}>
        <CardBody className={styles.tester}>
          <Select
            label={t('rules.try.source')}
            options={sources.map(({ id, title }) => ({ id, label: title }))}
            selectedKey={source?.id ?? null}
            onSelectionChange={key => setSourceId(String(key))}
          />
          {header && (
            <TextField
              label={t('rules.try.headers')}
              description={t('rules.try.headersHint', { name: header })}
              value={event}
              onChange={setEvent}
            />
          )}
          <TextAreaField
            label={t('rules.try.payload')}
            value={payload}
            onChange={setPayload}
            rows={8}
          />
          <div className={styles.between}>
            <Button
              variant="primary"
              isDisabled={!canSend}
              isPending={isPending}
              onPress={send}
            >
              {t('rules.try.send')}
            </Button>
            <Button
              variant="tertiary"
              isDisabled={!source}
              onPress={() => setChoosing(true)}
            >
              {t('rules.try.stored')}
            </Button>
            <span className={styles.inline}>
              <KeyCap>Ctrl</KeyCap> <KeyCap>Enter</KeyCap>
            </span>
          </div>
          {error && (
            <div role="alert">
              <Alert status="danger" title={problemOf(error).message} />
            </div>
          )}
          {data && (
            <Result
              result={data}
              isOutdated={
                variables?.payload !== payload ||
                variables.sourceId !== source?.id
              }
            />
          )}
        </CardBody>
      </div>
      {isChoosing && source && (
        <StoredEvents
          source={source}
          onChoose={stored => {
            setPayload(pretty(stored.payload));
            setEvent(
              STORED_EVENTS[source.type]?.(stored.fingerprintBasis) ?? '',
            );
            setChoosing(false);
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </Card>
  );
}
