import { useApi } from '@backstage/core-plugin-api';
import {
  Button,
  Radio,
  RadioGroup,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { useMutation } from '@tanstack/react-query';
import {
  type IncidentObligations,
  type Obligation,
  OWN_OBLIGATION_MOMENTS,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { obligationsApiRef } from '../../api';
import { useIdentity } from '../../hooks';
import { useObligationRules, useObligationsChanged } from '../../queries';
import { toKey, useTranslation } from '../../translation';
import { TextWithNames } from '../common';
import { problemOf, Sheet, useIdempotencyKey } from '../IncidentPage/fields';
import { Consequences } from './Consequences';
import {
  type Answer,
  type Draft,
  getAnswers,
  isComplete,
  toRequest,
  useDraft,
} from './draft';
import { MomentField } from './MomentField';
import styles from './obligations.module.css';
import { getRuleName } from './words';

/** What the reader decides about. */
export interface DecisionSubject {
  incident: { key: string; title: string };
  obligation: Obligation;
  obligations: IncidentObligations;
}

function needsAware({ rule }: Obligation): boolean {
  return rule.anchor === 'aware' || rule.cap?.anchor === 'aware';
}

function hasOwnMoment({ rule }: Obligation): boolean {
  return (OWN_OBLIGATION_MOMENTS as readonly string[]).includes(rule.anchor);
}

function Answers(props: {
  subject: DecisionSubject;
  draft: Draft;
  onChange(answer: Answer): void;
}) {
  const { subject, draft, onChange } = props;
  const { t } = useTranslation();
  return (
    <RadioGroup
      aria-label={t('obligation.decide.answer')}
      value={draft.answer}
      onChange={value => onChange(value as Answer)}
    >
      {getAnswers(subject.obligation).map(answer => (
        <Radio key={answer} value={answer}>
          <span className={styles.answer}>
            <b>{t(`obligation.decide.${toKey(answer)}.label`)}</b>
            <span className={styles.quiet}>
              {t(`obligation.decide.${toKey(answer)}.hint`)}
            </span>
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}

function Sending(props: {
  draft: Draft;
  change(changes: Partial<Draft>): void;
}) {
  const { draft, change } = props;
  const { t } = useTranslation();
  return (
    <>
      <MomentField
        label={t('obligation.decide.sentAt')}
        choices={[]}
        value={draft.submittedAt}
        onChange={submittedAt => change({ submittedAt })}
      />
      <TextAreaField
        label={t('obligation.decide.proof')}
        description={t('obligation.decide.proofHint')}
        value={draft.proof}
        onChange={proof => change({ proof })}
        rows={2}
        isRequired
      />
      <TextField
        label={t('obligation.decide.reference')}
        value={draft.reference}
        onChange={reference => change({ reference })}
      />
    </>
  );
}

function Moments(props: {
  subject: DecisionSubject;
  draft: Draft;
  change(changes: Partial<Draft>): void;
}) {
  const { subject, draft, change } = props;
  const { obligation, obligations } = subject;
  const { t } = useTranslation();
  const { moments } = obligations;
  const choices = [
    { name: t('obligation.moment.detected'), at: moments.detectedAt },
    ...(moments.declaredAt
      ? [{ name: t('obligation.moment.declared'), at: moments.declaredAt }]
      : [{ name: t('obligation.moment.recorded'), at: moments.recordedAt }]),
  ];
  if (needsAware(obligation)) {
    return (
      <MomentField
        label={t('obligation.decide.awareSince')}
        hint={t('obligation.decide.awareHint')}
        choices={choices}
        value={draft.awareAt}
        onChange={awareAt => change({ awareAt })}
      />
    );
  }
  if (!hasOwnMoment(obligation)) return null;
  return (
    <MomentField
      label={t(`obligation.moment.${toKey(obligation.rule.anchor)}`)}
      choices={choices}
      value={draft.anchorAt}
      onChange={anchorAt => change({ anchorAt })}
    />
  );
}

/** Asks for a decision about an obligation, and shows what follows from it while the reader chooses. */
export function DecideDialog(props: {
  subject: DecisionSubject;
  /** The answer to begin with. */
  answer?: Answer;
  onClose(): void;
}) {
  const { subject, onClose } = props;
  const { incident, obligation, obligations } = subject;
  const { t } = useTranslation();
  const api = useApi(obligationsApiRef);
  const changed = useObligationsChanged();
  const { identity } = useIdentity();
  const rules = useObligationRules().data;
  const { draft, change } = useDraft(obligation, obligations, props.answer);
  const [seen, setSeen] = useState(obligation.version);
  const { keyFor, done } = useIdempotencyKey();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => {
      const request = toRequest(draft);
      return api.decideObligation(incident.key, obligation.id, request, {
        ifMatch: seen,
        idempotencyKey: keyFor({ request, seen }),
      });
    },
    onSuccess: async () => {
      done();
      await changed(incident.key);
      onClose();
    },
  });
  const problem = error ? problemOf(error) : undefined;
  const current = (
    error as { body?: { error?: { currentVersion?: number } } } | null
  )?.body?.error?.currentVersion;
  const isSending = draft.answer === 'submitted';
  return (
    <Sheet
      title={t('obligation.decide.title', {
        rule: getRuleName(obligation.rule),
      })}
      sendLabel={t(
        isSending ? 'obligation.decide.sendSending' : 'obligation.decide.send',
      )}
      canSend={isComplete(draft, obligation)}
      sending={isPending}
      problem={problem}
      problemActions={
        current !== undefined && (
          <Button
            size="small"
            variant="secondary"
            onPress={() => {
              setSeen(current);
              changed(incident.key);
            }}
          >
            {t('obligation.decide.decideAnyway')}
          </Button>
        )
      }
      onSend={() => mutate()}
      onClose={onClose}
    >
      <p className={styles.flush}>
        {obligation.rule.title}
        <span className={styles.quiet}>
          {' '}
          {incident.key}, {incident.title}
        </span>
      </p>
      <Answers
        subject={subject}
        draft={draft}
        onChange={answer => change({ answer })}
      />
      {(draft.answer === 'applicable' || isSending) && (
        <Moments subject={subject} draft={draft} change={change} />
      )}
      {isSending && <Sending draft={draft} change={change} />}
      <TextAreaField
        label={t('obligation.decide.why')}
        description={t(`obligation.decide.${toKey(draft.answer)}.why`)}
        value={draft.reason}
        onChange={reason => change({ reason })}
        rows={3}
        isRequired={!isSending || obligation.state !== 'pending'}
      />
      {rules && <Consequences subject={subject} draft={draft} rules={rules} />}
      {identity && (
        <p className={`${styles.flush} ${styles.quiet}`}>
          <TextWithNames
            text={t('obligation.decide.recordedAs', {
              person: identity.userEntityRef,
            })}
          />
        </p>
      )}
    </Sheet>
  );
}
