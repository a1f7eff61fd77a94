import { Button, ButtonIcon, Card, CardBody, CardHeader } from '@backstage/ui';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { RiPencilLine } from '@remixicon/react';
import {
  DETECTION_METHOD_LABELS,
  DETERMINATION_LABELS,
  type PriorityExplanation,
  RISK_FACTOR_LABELS,
  RSIT_CLASS_LABELS,
  getRsitTypeLabel,
} from 'backstage-plugin-security-incidents-common';
import type { ReactNode } from 'react';
import { dateTime } from '../../../time';
import { PriorityBadge } from '../../common';
import styles from '../IncidentPage.module.css';
import { isFrozen, useIncidentRecord } from '../IncidentRecord';
import { Actor } from '../timeline/Actor';
import { FactsDialog } from './FactsDialog';
import { LEVEL_LABELS, TRISTATE_LABELS } from './labels';

function Fact(props: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </>
  );
}

function matrixText({ impactLevel, urgency, base }: PriorityExplanation) {
  if (!impactLevel || !urgency) return 'Needs impact and urgency';
  return `${LEVEL_LABELS[impactLevel]} x ${LEVEL_LABELS[
    urgency
  ].toLowerCase()} gives ${base}`;
}

function WhyPriority() {
  const { incident } = useIncidentRecord();
  const { priorityInputs: inputs, priorityOverride: override } = incident;
  const { riskFactors } = inputs;
  return (
    <details className={styles.why} open>
      <summary>
        {incident.priority && <PriorityBadge priority={incident.priority} />}
        <span>
          {incident.priority
            ? `Why ${incident.priority}`
            : 'Why no priority yet'}
        </span>
      </summary>
      <dl className={styles.facts}>
        <Fact name="Impact">
          {inputs.impactLevel
            ? LEVEL_LABELS[inputs.impactLevel]
            : 'Not decided'}
        </Fact>
        <Fact name="Urgency">
          {inputs.urgency ? LEVEL_LABELS[inputs.urgency] : 'Not decided'}
        </Fact>
        <Fact name="Matrix">{matrixText(inputs)}</Fact>
        {riskFactors.length > 0 && (
          <Fact name={inputs.raised ? 'Raised' : 'Risk'}>
            {inputs.raised ? 'One level: ' : 'Noted: '}
            {riskFactors
              .map(
                ({ id, entityRef }) =>
                  `${RISK_FACTOR_LABELS[id]}${
                    entityRef ? ` (${entityRef.split('/').pop()})` : ''
                  }`,
              )
              .join('; ')}
          </Fact>
        )}
        {override && (
          <Fact name="Decided">
            {override.priority} instead of {inputs.computed ?? 'none'} by{' '}
            <EntityRefLink entityRef={override.by} defaultKind="user" />,{' '}
            {dateTime(override.at)}: {override.reason}
          </Fact>
        )}
      </dl>
      <div className={styles.quiet}>Rule {inputs.ruleVersion}</div>
    </details>
  );
}

/** Who decided what about a major incident, and why; nothing while nobody has. */
function Major() {
  const { major } = useIncidentRecord().incident;
  const { state, at, by, reason } = major;
  const words = {
    declared: 'Yes',
    declined: 'No',
    none: 'Not any more',
    proposed: undefined,
  }[state];
  if (!words || (state === 'none' && !by)) return null;
  return (
    <Fact name="Major">
      {words}
      {reason && `: ${reason}`}
      <div className={`${styles.quiet} ${styles.time}`}>
        {by && <Actor subject={by} />}
        {by && at && ', '}
        {at && dateTime(at)}
      </div>
    </Fact>
  );
}

/** What is known, and why the priority is what it is. */
export function FactsCard() {
  const { incident, editingFacts, setEditingFacts } = useIncidentRecord();
  const { classification, detection, rights } = incident;
  const mayChange = rights.update && !isFrozen(incident);
  const when = (iso: string | undefined) => (
    <span className={styles.time}>{iso ? dateTime(iso) : 'Not known yet'}</span>
  );
  return (
    <Card aria-label="Facts">
      <CardHeader>
        <div className={styles.between}>
          <h2 className={styles.cardTitle}>Facts</h2>
          {mayChange && (
            <ButtonIcon
              variant="tertiary"
              icon={<RiPencilLine aria-hidden />}
              aria-label="Edit facts"
              onPress={() => setEditingFacts(true)}
            />
          )}
        </div>
      </CardHeader>
      <CardBody>
        <WhyPriority />
        <dl className={styles.facts}>
          <Fact name="Class">
            {classification
              ? [
                  RSIT_CLASS_LABELS[classification.class],
                  classification.type && getRsitTypeLabel(classification.type),
                ]
                  .filter(Boolean)
                  .join(', ')
              : 'Not decided'}
          </Fact>
          <Fact name="Determination">
            {DETERMINATION_LABELS[incident.determination]}
          </Fact>
          <Fact name="Occurred">{when(incident.occurredAt)}</Fact>
          <Fact name="Detected">
            {when(incident.detectedAt)}
            {detection && (
              <span className={styles.quiet}>
                {` ${DETECTION_METHOD_LABELS[detection.method]}${
                  detection.certainty === 'unsure' ? ', reporter not sure' : ''
                }`}
              </span>
            )}
          </Fact>
          <Fact name="Recorded">{when(incident.recordedAt)}</Fact>
          {incident.declaredAt && (
            <Fact name="Declared">{when(incident.declaredAt)}</Fact>
          )}
          {incident.awareAt && (
            <Fact name="Aware">{when(incident.awareAt)}</Fact>
          )}
          <Fact name="Going on now">{TRISTATE_LABELS[incident.ongoing]}</Fact>
          <Fact name="Personal data">
            {TRISTATE_LABELS[incident.personalData.involved]}
          </Fact>
          <Fact name="Malicious">
            {TRISTATE_LABELS[incident.suspectedMalicious]}
          </Fact>
          <Major />
          <Fact name="Reported by">
            <EntityRefLink
              entityRef={incident.reportedBy}
              defaultKind="user"
              hideIcon
            />
          </Fact>
          {incident.resolution && (
            <Fact name="Resolution">{incident.resolution.summary}</Fact>
          )}
        </dl>
        {incident.summary && incident.summary !== incident.title && (
          <p className={styles.entryText}>{incident.summary}</p>
        )}
        {!rights.update && (
          <p className={styles.quiet}>
            Changing facts needs the right security-incidents.incident.update.
          </p>
        )}
        {mayChange && !incident.classification && (
          <Button variant="secondary" onPress={() => setEditingFacts(true)}>
            Decide the class
          </Button>
        )}
      </CardBody>
      {editingFacts && <FactsDialog onClose={() => setEditingFacts(false)} />}
    </Card>
  );
}
