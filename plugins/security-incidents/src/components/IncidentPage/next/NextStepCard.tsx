import { useApi } from '@backstage/core-plugin-api';
import {
  Alert,
  Button,
  Card,
  CardBody,
  CardHeader,
  Menu,
  MenuItem,
  MenuTrigger,
} from '@backstage/ui';
import { RiArrowDownSLine, RiCheckLine } from '@remixicon/react';
import type {
  IncidentStatus,
  PlanRuns,
  TransitionBlocker,
  TransitionOption,
} from 'backstage-plugin-security-incidents-common';
import { useEffect, useRef, useState } from 'react';
import { securityIncidentsApiRef } from '../../../api';
import { KeyCap, withShortNames } from '../../common';
import styles from '../IncidentPage.module.css';
import { useIncidentRecord, useIncidentMutation } from '../IncidentRecord';
import { holdsWorkFor, requiredBefore, usePlanRuns } from '../plan';
import { BlockerActions } from './BlockerActions';
import {
  headingOf,
  mayMove,
  metFor,
  missingFor,
  moveLabel,
  rightOf,
  undecidedServices,
} from './moves';
import { TransitionDialog } from './TransitionDialog';

const keyOf = ({ kind, to }: TransitionOption) => `${kind}:${to}`;

function OtherMoves(props: {
  options: TransitionOption[];
  onChoose(option: TransitionOption): void;
}) {
  const { options, onChoose } = props;
  if (options.length === 0) return null;
  return (
    <MenuTrigger>
      <Button variant="tertiary" iconEnd={<RiArrowDownSLine aria-hidden />}>
        Other moves
      </Button>
      <Menu
        disabledKeys={options.filter(({ allowed }) => !allowed).map(keyOf)}
        onAction={key => {
          const option = options.find(candidate => keyOf(candidate) === key);
          if (option) onChoose(option);
        }}
      >
        {options.map(option => (
          <MenuItem
            key={keyOf(option)}
            id={keyOf(option)}
            color={option.kind === 'dismiss' ? 'danger' : 'primary'}
          >
            {option.allowed
              ? moveLabel(option)
              : `${moveLabel(option)}: ${withShortNames(
                  missingFor(option)[0].message,
                )}`}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
}

function Footer() {
  const { incident } = useIncidentRecord();
  const met = metFor(incident);
  const undecided = undecidedServices(incident);
  const { plans } = usePlanRuns();
  const tasks = plans ? requiredBefore(plans, 'resolved').length : 0;
  const later =
    undecided + tasks > 0 &&
    ['triage', 'containment', 'eradication'].includes(incident.status);
  if (!met.length && !later) return null;
  return (
    <div className={`${styles.between} ${styles.quiet} ${styles.cardFoot}`}>
      {met.length > 0 && (
        <span className={styles.pair}>
          <RiCheckLine size={14} className={styles.good} aria-hidden />
          {`Met: ${met.join(', ')}`}
        </span>
      )}
      {later && (
        <span>
          Later, for resolved:{' '}
          {tasks > 0 && (
            <a className={styles.link} href="#response-plan">
              {`${tasks} required ${tasks === 1 ? 'task' : 'tasks'}`}
            </a>
          )}
          {tasks > 0 && undecided > 0 && ', '}
          {undecided > 0 && (
            <a className={styles.link} href="#affected-services">
              {`${undecided} ${
                undecided === 1 ? 'service' : 'services'
              } undecided`}
            </a>
          )}
        </span>
      )}
    </div>
  );
}

/** What is missing; required tasks are listed below it, each with its own action. */
function blockerText(
  { guard, message }: TransitionBlocker,
  to: IncidentStatus,
  plans: PlanRuns | undefined,
): string {
  const open = plans && requiredBefore(plans, to).length;
  if (guard !== 'required-tasks' || !open) return withShortNames(message);
  return open === 1
    ? '1 required task is open'
    : `${open} required tasks are open`;
}

/** What is in the way of the next status, each with the action that removes it, and all moves from here. */
export function NextStepCard() {
  const { incident } = useIncidentRecord();
  const { plans } = usePlanRuns();
  const api = useApi(securityIncidentsApiRef);
  const { run, pending, problem } = useIncidentMutation();
  const [asking, setAsking] = useState<TransitionOption>();
  const [acted, setActed] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const forward = incident.transitions.find(({ kind }) => kind === 'forward');
  const missing = forward ? missingFor(forward) : [];
  const others = incident.transitions.filter(
    option => option !== forward && mayMove(option),
  );
  const stuck = incident.transitions.find(option => !mayMove(option));

  // After an action the focus goes to what is next; the button that was pressed is gone.
  useEffect(() => {
    if (!acted) return;
    const next =
      box.current?.querySelector<HTMLElement>('[data-blocker] button') ??
      box.current?.querySelector<HTMLElement>('[data-move]:not([disabled])') ??
      box.current?.querySelector<HTMLElement>('h2');
    next?.focus();
  }, [acted]);

  const act: typeof run = async mutation => {
    const done = await run(mutation);
    if (done) setActed(count => count + 1);
    return done;
  };
  const start = (option: TransitionOption) => {
    const mayWaive = option.blockedBy.some(
      ({ waivedByReason }) => waivedByReason,
    );
    if (option.requires.length || mayWaive) {
      setAsking(option);
    } else {
      act(() =>
        api.transitionIncident(
          incident.key,
          { to: option.to },
          { ifMatch: incident.version },
        ),
      );
    }
  };

  return (
    <Card aria-label="Next step" id="what-blocks">
      <div ref={box}>
        <CardHeader>
          <div className={styles.between}>
            <h2 className={styles.cardTitle} tabIndex={-1}>
              {headingOf(forward)} {missing.length > 0 && <KeyCap>N</KeyCap>}
            </h2>
            <div className={styles.moves}>
              <OtherMoves options={others} onChoose={start} />
              {forward && mayMove(forward) && (
                <Button
                  variant={missing.length > 0 ? 'secondary' : 'primary'}
                  data-move
                  isDisabled={!forward.allowed}
                  isPending={pending}
                  onPress={() => start(forward)}
                >
                  {moveLabel(forward)}
                </Button>
              )}
            </div>
          </div>
        </CardHeader>
        <CardBody>
          {problem && (
            <div role="alert" className={styles.alert}>
              <Alert
                status="danger"
                title={problem.message}
                description={
                  problem.status === 409
                    ? 'The page shows the incident as it is now.'
                    : undefined
                }
              />
            </div>
          )}
          {missing.length > 0 ? (
            <ol className={styles.list}>
              {missing.map((blocker, index) => (
                <li
                  key={blocker.guard}
                  className={`${styles.item} ${styles.blocker}`}
                  data-blocker
                  tabIndex={-1}
                >
                  <span className={styles.number} aria-hidden>
                    {index + 1}
                  </span>
                  <div>
                    <div className={styles.strong}>
                      {blockerText(blocker, forward!.to, plans)}
                    </div>
                    {blocker.guard === 'has-containment-step' &&
                      plans &&
                      holdsWorkFor(plans, 'containment') && (
                        <div className={styles.quiet}>
                          Marking a task of this phase done records one.
                        </div>
                      )}
                    {blocker.waivedByReason && forward && mayMove(forward) && (
                      <div className={styles.quiet}>
                        None applies? Move on and say why.
                      </div>
                    )}
                  </div>
                  <BlockerActions
                    blocker={blocker}
                    to={forward!.to}
                    pending={pending}
                    run={act}
                  />
                </li>
              ))}
            </ol>
          ) : (
            <p className={`${styles.quiet} ${styles.flush}`}>
              {forward
                ? 'Everything that this move needs is on record.'
                : 'It can be re-opened or brought back, with a reason.'}
            </p>
          )}
          {stuck && (forward === stuck || !others.length) && (
            <p className={`${styles.quiet} ${styles.flush}`}>
              {`${moveLabel(stuck)} needs the right ${rightOf(stuck)}.`}
            </p>
          )}
          <Footer />
        </CardBody>
      </div>
      {asking && (
        <TransitionDialog
          option={asking}
          title={moveLabel(asking)}
          onClose={() => setAsking(undefined)}
          onMoved={() => setActed(count => count + 1)}
        />
      )}
    </Card>
  );
}
