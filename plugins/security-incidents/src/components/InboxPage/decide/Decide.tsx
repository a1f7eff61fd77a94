import { Alert, Button } from '@backstage/ui';
import type { DetectionDetails } from 'backstage-plugin-security-incidents-common';
import { type KeyboardEvent, type ReactNode, useEffect } from 'react';
import { useTranslation } from '../../../translation';
import { classNames, KeyCap } from '../../common';
import { useDeclineProposal, useMayConfigure } from '../../detections';
import { problemOf } from '../../IncidentPage/fields';
import { DECISION_KINDS, type DecisionKind, type Inbox } from '../useInbox';
import { AttachFields } from './AttachFields';
import styles from './Decide.module.css';
import { DismissFields } from './DismissFields';
import { PromoteFields } from './PromoteFields';
import { SuppressFields } from './SuppressFields';
import { type DecisionDraft, toRequest, useDraft } from './useDraft';
import { useDecide } from './useDecide';

const CAPS: Record<DecisionKind, string> = {
  attach: 'A',
  promote: 'P',
  dismiss: 'D',
  suppress: 'S',
};

/** What forms of a decision share. */
export interface FieldsProps {
  details: DetectionDetails;
  draft: DecisionDraft;
  change(changes: Partial<DecisionDraft>): void;
  /** Says that the detection does not belong to a proposed incident. */
  decline(incidentKey: string): void;
  sourceTitle: string;
}

function Fields(props: FieldsProps & { kind: DecisionKind }) {
  const { kind, ...rest } = props;
  switch (kind) {
    case 'attach':
      return <AttachFields {...rest} />;
    case 'promote':
      return <PromoteFields {...rest} />;
    case 'dismiss':
      return <DismissFields {...rest} />;
    default:
      return <SuppressFields {...rest} />;
  }
}

function Option(props: {
  kind: DecisionKind;
  title: string;
  hint: string;
  isChosen: boolean;
  isDisabled: boolean;
  onChoose(): void;
  onEnter(): void;
  children: ReactNode;
}) {
  const { kind, isChosen } = props;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    props.onEnter();
  };
  return (
    <div className={classNames(styles.option, isChosen && styles.chosen)}>
      <label className={styles.choice}>
        <input
          type="radio"
          name="decision"
          value={kind}
          checked={isChosen}
          disabled={props.isDisabled}
          onChange={props.onChoose}
          onKeyDown={onKeyDown}
        />
        <KeyCap>{CAPS[kind]}</KeyCap>
        <span className={styles.words}>
          <span className={styles.optionTitle}>{props.title}</span>
          {!isChosen && <span className={styles.quiet}>{props.hint}</span>}
        </span>
      </label>
      {isChosen && <div className={styles.fields}>{props.children}</div>}
    </div>
  );
}

/** The decision about a new detection: one of four, with what it needs. */
export function Decide(props: { inbox: Inbox; details: DetectionDetails }) {
  const { inbox, details } = props;
  const { t } = useTranslation();
  const { allowed: mayConfigure } = useMayConfigure();
  const { draft, change } = useDraft(details);
  const best = details.proposals[0] ?? details.proposal;
  const kind = inbox.choice ?? (best ? 'attach' : undefined);
  const { decide, pending, problem } = useDecide(inbox, details);
  const declining = useDeclineProposal(declined => {
    const { detection, incidentKey } = declined;
    const { title } = detection;
    inbox.decisions.made(
      {
        detection,
        text: t('inbox.done.declined', { key: incidentKey, title }),
        undo: () => declining.undo(declined),
      },
      undefined,
    );
    const next = details.proposals.find(
      ({ incident }) => incident.key !== incidentKey,
    )?.incident;
    change({ incident: next && { key: next.key, title: next.title } });
  });
  const request = kind && toRequest(kind, draft, details);
  const send = () => {
    if (request && !pending) decide(request, draft);
  };
  const { confirm } = inbox;
  useEffect(() => {
    confirm.current = send;
  });

  const titleOf = (each: DecisionKind) =>
    each === 'attach' && draft.incident
      ? t('inbox.decide.attach.to', { key: draft.incident.key })
      : t(`inbox.decide.${each}.label`);
  const hintOf = (each: DecisionKind) => {
    if (each === 'attach' && draft.incident) return draft.incident.title;
    return each === 'suppress' && !mayConfigure
      ? t('inbox.decide.suppress.mayNot')
      : t(`inbox.decide.${each}.hint`);
  };
  const sendLabel = () => {
    if (!kind) return t('inbox.decide.none');
    return kind === 'attach'
      ? titleOf('attach')
      : t(`inbox.decide.${kind}.send`);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      send();
    }
  };
  return (
    // Only listens to Ctrl+Enter in its fields.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <fieldset className={styles.decide} onKeyDownCapture={onKeyDown}>
      <legend className={styles.legend}>
        <span className={styles.strong}>{t('inbox.decide.title')}</span>{' '}
        <span className={styles.quiet}>{t('inbox.decide.hint')}</span>
      </legend>
      <div className={styles.options}>
        {DECISION_KINDS.map(each => (
          <Option
            key={each}
            kind={each}
            title={titleOf(each)}
            hint={hintOf(each)}
            isChosen={each === kind}
            isDisabled={each === 'suppress' && !mayConfigure}
            onChoose={() => inbox.choose(each)}
            onEnter={send}
          >
            <Fields
              kind={each}
              details={details}
              draft={draft}
              change={change}
              decline={incidentKey =>
                declining.decline({ detection: details, incidentKey })
              }
              sourceTitle={inbox.sourceTitle(details.sourceId)}
            />
          </Option>
        ))}
      </div>
      {declining.error && (
        <div role="alert">
          <Alert status="danger" title={problemOf(declining.error).message} />
        </div>
      )}
      {problem && (
        <div role="alert">
          <Alert
            status="danger"
            title={
              problem.status === 409
                ? t('inbox.decide.conflict')
                : problem.message
            }
            description={problem.status === 409 ? problem.message : undefined}
          />
        </div>
      )}
      <div className={styles.foot}>
        <span className={styles.quiet}>{t('inbox.decide.foot')}</span>
        <Button variant="tertiary" onPress={() => inbox.move(1)}>
          {t('inbox.decide.skip')}
        </Button>
        <Button
          variant="primary"
          isDisabled={!request}
          isPending={pending}
          onPress={send}
        >
          {sendLabel()}
        </Button>
      </div>
    </fieldset>
  );
}
