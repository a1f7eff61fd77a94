import { useApi } from '@backstage/core-plugin-api';
import { TextField } from '@backstage/ui';
import { RiFlaskLine } from '@remixicon/react';
import type { CreateIncidentRequest } from 'backstage-plugin-security-incidents-common';
import { useEffect, useState } from 'react';

import { securityIncidentsApiRef } from '../../api';
import { useAppNavigate, useRouteRef } from '../../navigation';
import { incidentRouteRef } from '../../routes';
import {
  EntityField,
  entityRefOf,
  type Problem,
  problemOf,
  Sheet,
  useIdempotencyKey,
} from '../IncidentPage/fields';
import styles from './ExerciseDialog.module.css';

/** Props of {@link ExerciseDialog}. */
export interface ExerciseDialogProps {
  /** The service that is practised on, where the button stands on its page. */
  entityRef?: string;
  entityTitle?: string;
  /** The plan that is practised, where the button stands on its page; otherwise the first that fits the service. */
  planRef?: string;
  planTitle?: string;
  onClose(): void;
}

/** Kinds that can be affected by an incident. */
const SERVICE_KINDS = ['Component', 'API', 'Resource', 'System'];

interface Form {
  /** Absent until somebody wrote one: then it follows what is practised. */
  title?: string;
  service: string;
  plan: string;
}

const nameOf = (ref: string | undefined) => ref?.split('/').pop();

/** The plan that would apply to a service; the field stays empty where there is none, or no answer. */
function useFittingPlan(entityRef: string | undefined, wanted: boolean) {
  const api = useApi(securityIncidentsApiRef);
  const [best, setBest] = useState<{ planRef: string; title: string }>();
  useEffect(() => {
    if (!entityRef || !wanted) return undefined;
    const controller = new AbortController();
    api.getApplicablePlans({ entityRef }, { signal: controller.signal }).then(
      ({ items: [first] }) => {
        if (!controller.signal.aborted) setBest(first);
      },
      // An exercise can be started without; the plan can be named by hand.
      () => undefined,
    );
    return () => controller.abort();
  }, [api, entityRef, wanted]);
  return best;
}

/** Starts an exercise: an incident that counts nowhere, with its plan applied at once. */
export function ExerciseDialog(props: ExerciseDialogProps) {
  const { entityRef, planRef } = props;
  const api = useApi(securityIncidentsApiRef);
  const navigate = useAppNavigate();
  const incidentLink = useRouteRef(incidentRouteRef);
  const { keyFor, done } = useIdempotencyKey();
  const [form, setForm] = useState<Form>({
    service: entityRef ?? '',
    plan: planRef ?? '',
  });
  const [planTouched, setPlanTouched] = useState(false);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const set = (changes: Partial<Form>) =>
    setForm(before => ({ ...before, ...changes }));

  const fitting = useFittingPlan(entityRef, !planRef);
  const planText = planTouched || planRef ? form.plan : fitting?.planRef ?? '';
  const service = entityRefOf(form.service, 'component');
  const plan = entityRefOf(planText, 'responseplan');

  const planName =
    (plan && plan === planRef && props.planTitle) ||
    (plan && plan === fitting?.planRef && fitting?.title) ||
    nameOf(plan);
  const serviceName =
    service === entityRef
      ? props.entityTitle ?? nameOf(service)
      : nameOf(service);
  const proposed = [
    `Exercise: ${planName ?? 'response'}`,
    serviceName && `on ${serviceName}`,
  ]
    .filter(Boolean)
    .join(' ');
  const title = form.title ?? proposed;
  const names = new Map(
    [
      [entityRef, props.entityTitle ?? nameOf(entityRef)],
      [planRef, props.planTitle ?? nameOf(planRef)],
      [fitting?.planRef, fitting?.title],
    ].filter((known): known is [string, string] => known.every(Boolean)),
  );

  const send = async () => {
    const request: CreateIncidentRequest = {
      title: title.trim(),
      mode: 'exercise',
      affected: service ? [{ entityRef: service }] : [],
      ...(!service && { unknownService: true }),
      ...(plan && { planRef: plan }),
    };
    setSending(true);
    setProblem(undefined);
    try {
      const { key } = await api.createIncident(request, {
        idempotencyKey: keyFor(request),
      });
      done();
      props.onClose();
      navigate(incidentLink({ key }));
    } catch (error) {
      setProblem(problemOf(error));
      setSending(false);
    }
  };

  return (
    <Sheet
      title="Start an exercise"
      sendLabel="Start the exercise"
      canSend={Boolean(
        title.trim() &&
          (service || !form.service.trim()) &&
          (plan || !planText.trim()),
      )}
      sending={sending}
      problem={problem}
      onSend={send}
      onClose={props.onClose}
    >
      <p className={styles.note}>
        <RiFlaskLine size={18} aria-hidden />
        <span>
          It looks and works like an incident, is marked as an exercise
          everywhere, and counts in no number. Closing it notes on the plan that
          it was tested.
        </span>
      </p>
      <TextField
        label="Title"
        value={title}
        onChange={value => set({ title: value })}
        isRequired
      />
      <EntityField
        label="Plan to practise"
        kinds={['ResponsePlan']}
        defaultKind="responseplan"
        value={planText}
        names={names}
        onChange={value => {
          setPlanTouched(true);
          set({ plan: value });
        }}
        description="Drafts can be practised too. Empty: without a plan."
      />
      <EntityField
        label="Service"
        kinds={SERVICE_KINDS}
        defaultKind="component"
        value={form.service}
        names={names}
        onChange={value => set({ service: value })}
        description="Its owner gets the tasks of the owner. Empty: no service."
      />
    </Sheet>
  );
}
