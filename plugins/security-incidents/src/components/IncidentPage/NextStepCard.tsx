import { useApi, identityApiRef } from '@backstage/core-plugin-api';
import {
  Alert,
  Button,
  Card,
  CardBody,
  CardHeader,
  Flex,
  Menu,
  MenuItem,
  MenuTrigger,
} from '@backstage/ui';
import { RiArrowDownSLine } from '@remixicon/react';
import {
  type CompromiseState,
  STATUS_LABELS,
  type TransitionBlocker,
  type TransitionKind,
  type TransitionOption,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { securityIncidentsApiRef } from '../../api';
import styles from './IncidentPage.module.css';
import { useIncidentRecord, useMutation } from './IncidentRecord';
import { TransitionDialog } from './TransitionDialog';

/** What a move is called. */
export function moveLabel(option: TransitionOption): string {
  const name = STATUS_LABELS[option.to];
  const labels: Record<TransitionKind, string> = {
    forward: `Move to ${name}`,
    skip: `Skip ahead to ${name}`,
    back: `Back to ${name}`,
    reopen: `Re-open in ${name}`,
    dismiss: 'Dismiss',
    merge: 'Merge into another incident',
    restore: `Bring back to ${name}`,
  };
  return labels[option.kind];
}

function heading(forward: TransitionOption | undefined): string {
  if (!forward) return 'This record is complete';
  const name = STATUS_LABELS[forward.to].toLocaleLowerCase('en');
  const count = forward.blockedBy.length;
  if (!count) return `Ready for ${name}`;
  return `${count} ${count === 1 ? 'thing' : 'things'} left before ${name}`;
}

function BlockerActions(props: {
  blocker: TransitionBlocker;
  pending: boolean;
  run: ReturnType<typeof useMutation>['run'];
}) {
  const { blocker, pending, run } = props;
  const { incident, compose, setEditingFacts } = useIncidentRecord();
  const api = useApi(securityIncidentsApiRef);
  const identityApi = useApi(identityApiRef);

  if (!incident.rights.update && blocker.guard !== 'has-containment-step') {
    return null;
  }
  switch (blocker.guard) {
    case 'has-lead':
      return (
        <Button
          variant="primary"
          isDisabled={pending}
          onPress={() =>
            run(async () => {
              const { userEntityRef } =
                await identityApi.getBackstageIdentity();
              return api.assignRole(
                incident.key,
                'incident-commander',
                userEntityRef,
                { ifMatch: incident.version },
              );
            })
          }
        >
          Take command
        </Button>
      );
    case 'has-class':
    case 'has-severity':
    case 'has-urgency':
      return (
        <Button variant="secondary" onPress={() => setEditingFacts(true)}>
          Decide
        </Button>
      );
    case 'has-containment-step':
      return incident.rights.recordStep ? (
        <Button
          variant="secondary"
          onPress={() => compose({ kind: 'containment' })}
        >
          Write the step
        </Button>
      ) : null;
    case 'services-decided': {
      const decide = (entityRef: string, compromise: CompromiseState) =>
        run(() => api.linkAffected(incident.key, { entityRef, compromise }));
      return (
        <Flex direction="column" gap="2">
          {(blocker.entityRefs ?? []).map(entityRef => (
            <div key={entityRef} className={styles.row}>
              <span>{entityRef.split('/').pop()}</span>
              <Button
                variant="secondary"
                isDisabled={pending}
                aria-label={`${entityRef}: compromised`}
                onPress={() => decide(entityRef, 'compromised')}
              >
                Compromised
              </Button>
              <Button
                variant="secondary"
                isDisabled={pending}
                aria-label={`${entityRef}: not compromised`}
                onPress={() => decide(entityRef, 'not-compromised')}
              >
                Not compromised
              </Button>
            </div>
          ))}
        </Flex>
      );
    }
    default:
      return null;
  }
}

/** What is in the way of the next status, each with the action that removes it, and all moves from here. */
export function NextStepCard() {
  const { incident } = useIncidentRecord();
  const api = useApi(securityIncidentsApiRef);
  const { run, pending, problem } = useMutation();
  const [asking, setAsking] = useState<TransitionOption>();
  const forward = incident.transitions.find(({ kind }) => kind === 'forward');
  const others = incident.transitions.filter(option => option !== forward);

  const start = (option: TransitionOption) => {
    const mayWaive = option.blockedBy.some(
      ({ waivedByReason }) => waivedByReason,
    );
    if (option.requires.length || mayWaive) {
      setAsking(option);
    } else {
      run(() =>
        api.transitionIncident(
          incident.key,
          { to: option.to },
          { ifMatch: incident.version },
        ),
      );
    }
  };

  return (
    <Card aria-label="Next step">
      <CardHeader>
        <div className={styles.between}>
          <h2 className={styles.cardTitle}>{heading(forward)}</h2>
          <Flex gap="2">
            {others.length > 0 && (
              <MenuTrigger>
                <Button
                  variant="tertiary"
                  iconEnd={<RiArrowDownSLine aria-hidden />}
                >
                  Other moves
                </Button>
                <Menu
                  disabledKeys={others
                    .filter(({ allowed }) => !allowed)
                    .map(({ to, kind }) => `${kind}:${to}`)}
                  onAction={key => {
                    const option = others.find(
                      ({ to, kind }) => `${kind}:${to}` === key,
                    );
                    if (option) start(option);
                  }}
                >
                  {others.map(option => (
                    <MenuItem
                      key={`${option.kind}:${option.to}`}
                      id={`${option.kind}:${option.to}`}
                      color={option.kind === 'dismiss' ? 'danger' : 'primary'}
                    >
                      {moveLabel(option)}
                      {!option.allowed && option.blockedBy.length > 0
                        ? ` (${option.blockedBy[0].message})`
                        : ''}
                    </MenuItem>
                  ))}
                </Menu>
              </MenuTrigger>
            )}
            {forward && (
              <Button
                variant="primary"
                isDisabled={!forward.allowed}
                isPending={pending}
                onPress={() => start(forward)}
              >
                {moveLabel(forward)}
              </Button>
            )}
          </Flex>
        </div>
      </CardHeader>
      <CardBody>
        {problem && (
          <div role="alert">
            <Alert status="danger" title={problem.message} />
          </div>
        )}
        {forward && forward.blockedBy.length > 0 ? (
          <ol className={styles.list}>
            {forward.blockedBy.map((blocker, index) => (
              <li
                key={blocker.guard}
                className={`${styles.item} ${styles.blocker}`}
              >
                <span className={styles.number} aria-hidden>
                  {index + 1}
                </span>
                <div>
                  <div className={styles.strong}>{blocker.message}</div>
                  {blocker.waivedByReason && (
                    <div className={styles.quiet}>
                      None applies? Move on and say why.
                    </div>
                  )}
                </div>
                <BlockerActions blocker={blocker} pending={pending} run={run} />
              </li>
            ))}
          </ol>
        ) : (
          <span className={styles.quiet}>
            {forward
              ? 'Everything that this move needs is on record.'
              : 'It can be re-opened or brought back under Other moves, with a reason.'}
          </span>
        )}
      </CardBody>
      {asking && (
        <TransitionDialog
          option={asking}
          title={moveLabel(asking)}
          onClose={() => setAsking(undefined)}
        />
      )}
    </Card>
  );
}
