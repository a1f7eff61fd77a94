import { useApi } from '@backstage/core-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  Alert,
  ButtonIcon,
  Card,
  CardBody,
  CardHeader,
  Menu,
  MenuItem,
  MenuTrigger,
} from '@backstage/ui';
import {
  RiAddLine,
  RiCheckLine,
  RiErrorWarningFill,
  RiMore2Line,
  RiQuestionLine,
} from '@remixicon/react';
import {
  AFFECTED_ROLE_LABELS,
  type AffectedEntity,
  type AffectedRequest,
  COMPROMISE_LABELS,
  getVisibleEntities,
  type MaybeRedactedEntity,
  REDACTED_ENTITY_LABEL,
  type RedactedEntity,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { securityIncidentsApiRef } from '../../api';
import { shortTime } from '../../time';
import { EntityField, entityRefOf, Sheet } from './fields';
import styles from './IncidentPage.module.css';
import {
  isFrozen,
  useIncidentRecord,
  useIncidentMutation,
} from './IncidentRecord';

const SERVICE_KINDS = ['Component', 'API', 'Resource', 'System'];

function CompromiseChip({ entity }: { entity: MaybeRedactedEntity }) {
  if (entity.compromise === 'compromised') {
    return (
      <span className={`${styles.chip} ${styles.negative}`}>
        <RiErrorWarningFill aria-hidden />
        {COMPROMISE_LABELS.compromised}
      </span>
    );
  }
  if (entity.role === 'cleared' || entity.compromise === 'not-compromised') {
    return (
      <span className={`${styles.chip} ${styles.positive}`}>
        <RiCheckLine aria-hidden />
        {entity.role === 'cleared'
          ? AFFECTED_ROLE_LABELS.cleared
          : COMPROMISE_LABELS['not-compromised']}
      </span>
    );
  }
  return (
    <span className={`${styles.chip} ${styles.warning}`}>
      <RiQuestionLine aria-hidden />
      {COMPROMISE_LABELS.unknown}
    </span>
  );
}

function describe({ role, snapshot }: AffectedEntity): string {
  return [
    role !== 'affected' && AFFECTED_ROLE_LABELS[role],
    snapshot.tier && `Tier ${snapshot.tier}`,
    snapshot.lifecycle,
    snapshot.systemRef && `system ${snapshot.systemRef.split('/').pop()}`,
    snapshot.exposure === 'public' && 'reachable from outside',
  ]
    .filter(Boolean)
    .join(', ');
}

function Owners({ entity }: { entity: AffectedEntity }) {
  const then = entity.snapshot.ownerRef;
  const now = entity.now?.ownerRef;
  const gone = entity.now?.state === 'orphaned';
  const link = (ref: string) => (
    <EntityRefLink entityRef={ref} defaultKind="group" hideIcon />
  );
  if (!then && !now)
    return <div className={styles.quiet}>No owner on record</div>;
  if (then === now && then) {
    return (
      <div className={`${styles.pair} ${styles.quiet}`}>
        Owner {link(then)} then and now
      </div>
    );
  }
  if (then && entity.now?.state === 'unknown') {
    return (
      <div className={`${styles.pair} ${styles.quiet}`}>
        Owner {link(then)} as of {shortTime(entity.addedAt)}, now unknown
      </div>
    );
  }
  return (
    <dl className={styles.thenNow}>
      <dt>Then</dt>
      <dd>{then ? link(then) : 'not on record'}</dd>
      {entity.now && (
        <>
          <dt>Now</dt>
          <dd>
            {now ? link(now) : (gone && 'removed or renamed') || 'nobody'}
          </dd>
        </>
      )}
    </dl>
  );
}

function catalogNote({ now, snapshotState }: AffectedEntity) {
  if (now?.state === 'orphaned') return 'Orphaned';
  if (snapshotState === 'pending') return 'Waits for the catalog';
  if (snapshotState === 'missing') return 'Was never in the catalog';
  return undefined;
}

/** What the catalog being away or having lost a service means for the record, said once for the card. */
function CatalogWell({ affected }: { affected: AffectedEntity[] }) {
  const silent = affected.some(({ now }) => now?.state === 'unknown');
  const gone = affected.filter(({ now }) => now?.state === 'orphaned').length;
  if (!silent && !gone) return null;
  return (
    <p className={`${styles.well} ${styles.quiet}`}>
      {silent
        ? 'The catalog does not answer. Owners and systems are as recorded at link time.'
        : `${gone} ${
            gone === 1 ? 'service is' : 'services are'
          } not in the catalog any more, or not for you. Their place in this record stays.`}
    </p>
  );
}

function AddService(props: { onClose(): void }) {
  const { incident } = useIncidentRecord();
  const api = useApi(securityIncidentsApiRef);
  const { run, pending, problem } = useIncidentMutation();
  const [text, setText] = useState('');
  const entityRef = entityRefOf(text, 'component');

  return (
    <Sheet
      title="Add a service"
      sendLabel="Add"
      canSend={Boolean(entityRef)}
      sending={pending}
      problem={problem}
      onClose={props.onClose}
      onSend={async () => {
        if (
          entityRef &&
          (await run(() => api.linkAffected(incident.key, { entityRef })))
        ) {
          props.onClose();
        }
      }}
    >
      <EntityField
        label="Service"
        kinds={SERVICE_KINDS}
        defaultKind="component"
        value={text}
        onChange={setText}
        description={
          entityRef ? `Links ${entityRef}` : 'Start typing its name.'
        }
      />
    </Sheet>
  );
}

const DECISIONS: Array<{
  id: string;
  label: string;
  change: Omit<AffectedRequest, 'entityRef'>;
}> = [
  {
    id: 'compromised',
    label: 'Compromised',
    change: { compromise: 'compromised', role: 'affected' },
  },
  {
    id: 'not-compromised',
    label: 'Not compromised',
    change: { compromise: 'not-compromised' },
  },
  {
    id: 'cleared',
    label: 'Cleared',
    change: { compromise: 'not-compromised', role: 'cleared' },
  },
  { id: 'unknown', label: 'Undecided', change: { compromise: 'unknown' } },
];

/** That there is a service, for whoever may not know which. */
function WithheldService({ entity }: { entity: RedactedEntity }) {
  return (
    <li className={styles.item}>
      <div className={styles.between}>
        <span className={styles.quiet}>{REDACTED_ENTITY_LABEL}</span>
        <CompromiseChip entity={entity} />
      </div>
      {entity.role !== 'affected' && (
        <div className={styles.quiet}>{AFFECTED_ROLE_LABELS[entity.role]}</div>
      )}
    </li>
  );
}

/** The services that the incident touches, as they were then and are now. */
export function AffectedCard() {
  const { incident } = useIncidentRecord();
  const api = useApi(securityIncidentsApiRef);
  const { run, pending, problem } = useIncidentMutation();
  const [adding, setAdding] = useState(false);
  const mayChange = incident.rights.update && !isFrozen(incident);

  return (
    <Card aria-label="Affected services" id="affected-services">
      <CardHeader>
        <div className={styles.between}>
          <h2 className={styles.cardTitle}>Affected services</h2>
          {mayChange && (
            <ButtonIcon
              variant="tertiary"
              icon={<RiAddLine aria-hidden />}
              aria-label="Add a service"
              onPress={() => setAdding(true)}
            />
          )}
        </div>
      </CardHeader>
      <CardBody>
        {problem && (
          <div role="alert">
            <Alert status="danger" title={problem.message} />
          </div>
        )}
        {incident.affected.length === 0 && (
          <span className={styles.quiet}>
            {incident.unknownService
              ? 'The reporter did not know which service it is.'
              : 'No service is linked.'}
          </span>
        )}
        <CatalogWell affected={getVisibleEntities(incident.affected)} />
        <ul className={styles.list}>
          {incident.affected.map((entity, index) => {
            // Those that are withheld come last and have no name to tell them apart by.
            if (entity.withheld) {
              return <WithheldService key={index} entity={entity} />;
            }
            const note = catalogNote(entity);
            return (
              <li key={entity.entityRef} className={styles.item}>
                <div className={styles.between}>
                  <EntityRefLink entityRef={entity.entityRef} />
                  <span className={styles.pair}>
                    <CompromiseChip entity={entity} />
                    {mayChange && (
                      <MenuTrigger>
                        <ButtonIcon
                          variant="tertiary"
                          icon={<RiMore2Line aria-hidden />}
                          aria-label={`Decide about ${entity.entityRef}`}
                          isDisabled={pending}
                        />
                        <Menu
                          onAction={id => {
                            const decision = DECISIONS.find(
                              option => option.id === id,
                            );
                            if (!decision) return;
                            run(() =>
                              api.linkAffected(incident.key, {
                                entityRef: entity.entityRef,
                                ...decision.change,
                              }),
                            );
                          }}
                        >
                          {DECISIONS.map(({ id, label }) => (
                            <MenuItem key={id} id={id}>
                              {label}
                            </MenuItem>
                          ))}
                        </Menu>
                      </MenuTrigger>
                    )}
                  </span>
                </div>
                <div className={styles.quiet}>{describe(entity)}</div>
                <Owners entity={entity} />
                {entity.impactNote && <div>{entity.impactNote}</div>}
                {note && <span className={styles.chip}>{note}</span>}
              </li>
            );
          })}
        </ul>
      </CardBody>
      {adding && <AddService onClose={() => setAdding(false)} />}
    </Card>
  );
}
