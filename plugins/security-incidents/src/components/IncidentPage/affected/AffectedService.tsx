import { ButtonIcon, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { RiMore2Line } from '@remixicon/react';
import type {
  AffectedEntity,
  AffectedRequest,
  RedactedEntity,
} from 'backstage-plugin-security-incidents-common';
import { Fragment, type ReactNode } from 'react';
import { EntityLink } from '../../../navigation';
import {
  getLabels,
  type Translate,
  useTranslation,
} from '../../../translation';
import { EntityName, useEntityName } from '../../common';
import styles from '../IncidentPage.module.css';
import { CompromiseChip } from './CompromiseChip';
import { Owners } from './Owners';

/** What somebody decides about a service. */
export type ServiceDecision = Omit<AffectedRequest, 'entityRef'>;

const DECISIONS = {
  compromised: { compromise: 'compromised', role: 'affected' },
  notCompromised: { compromise: 'not-compromised' },
  cleared: { compromise: 'not-compromised', role: 'cleared' },
  unknown: { compromise: 'unknown' },
} as const satisfies Record<string, ServiceDecision>;

type DecisionId = keyof typeof DECISIONS;

const DECISION_IDS = Object.keys(DECISIONS) as DecisionId[];

function DecideMenu(props: {
  entityRef: string;
  isDisabled: boolean;
  onDecide(decision: ServiceDecision): void;
}) {
  const { t } = useTranslation();
  const service = useEntityName(props.entityRef);
  return (
    <MenuTrigger>
      <ButtonIcon
        variant="tertiary"
        icon={<RiMore2Line aria-hidden />}
        aria-label={t('incidentPage.affected.decide', { service })}
        isDisabled={props.isDisabled}
      />
      <Menu
        onAction={key => {
          const chosen = DECISION_IDS.find(id => id === key);
          if (chosen) props.onDecide(DECISIONS[chosen]);
        }}
      >
        {DECISION_IDS.map(id => (
          <MenuItem key={id} id={id}>
            {t(`incidentPage.affected.decision.${id}`)}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
}

/** Its role and its place in the catalog when it was linked. */
function Snapshot({ role, snapshot }: AffectedEntity) {
  const { t } = useTranslation();
  const { tier, lifecycle, systemRef, exposure } = snapshot;
  const facts: ReactNode[] = [
    role !== 'affected' && getLabels(t, 'affectedRole')[role],
    tier && t('incidentPage.affected.tier', { tier: String(tier) }),
    lifecycle,
    systemRef &&
      t('incidentPage.affected.system', {
        system: <EntityName entityRef={systemRef} />,
      }),
    exposure === 'public' && t('incidentPage.affected.exposed'),
  ].filter(Boolean);
  return (
    <div className={styles.quiet}>
      {facts.map((fact, index) => (
        // The facts of a snapshot never change.
        <Fragment key={index}>
          {index > 0 && ', '}
          {fact}
        </Fragment>
      ))}
    </div>
  );
}

function toCatalogNote(
  t: Translate,
  { now, snapshotState }: AffectedEntity,
): string | undefined {
  if (now?.state === 'orphaned') return t('incidentPage.affected.orphaned');
  if (snapshotState === 'pending') return t('incidentPage.affected.pending');
  if (snapshotState === 'missing') return t('incidentPage.affected.missing');
  return undefined;
}

/** A service that the incident touches, as it was when it was linked and is now. */
export function AffectedService(props: {
  entity: AffectedEntity;
  isDisabled: boolean;
  /** Absent for a reader who may not decide. */
  onDecide?(decision: ServiceDecision): void;
}) {
  const { entity, onDecide } = props;
  const { t } = useTranslation();
  const note = toCatalogNote(t, entity);
  return (
    <li className={styles.item}>
      <div className={styles.between}>
        <EntityLink entityRef={entity.entityRef} />
        <span className={styles.pair}>
          <CompromiseChip entity={entity} />
          {onDecide && (
            <DecideMenu
              entityRef={entity.entityRef}
              isDisabled={props.isDisabled}
              onDecide={onDecide}
            />
          )}
        </span>
      </div>
      <Snapshot {...entity} />
      <Owners entity={entity} />
      {entity.impactNote && <div>{entity.impactNote}</div>}
      {note && <span className={styles.chip}>{note}</span>}
    </li>
  );
}

/** That there is a service, for a reader who may not know which. */
export function RedactedService({ entity }: { entity: RedactedEntity }) {
  const { t } = useTranslation();
  return (
    <li className={styles.item}>
      <div className={styles.between}>
        <span className={styles.quiet}>
          {t('incidentPage.affected.hidden')}
        </span>
        <CompromiseChip entity={entity} />
      </div>
      {entity.role !== 'affected' && (
        <div className={styles.quiet}>
          {getLabels(t, 'affectedRole')[entity.role]}
        </div>
      )}
    </li>
  );
}
