import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { TextField } from '@backstage/ui';
import { RiFlaskLine } from '@remixicon/react';
import type { CreateIncidentRequest } from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { securityIncidentsApiRef } from '../../api';
import { useAppNavigate, useRouteRef } from '../../navigation';
import { incidentRouteRef } from '../../routes';
import { type Translate, useTranslation } from '../../translation';
import { EntityCombobox, type NamedEntity } from '../common';
import {
  type Problem,
  problemOf,
  Sheet,
  useIdempotencyKey,
} from '../IncidentPage/fields';
import { Candidates } from './Candidates';
import styles from './ExerciseDialog.module.css';
import { useBestPlan } from './useBestPlan';

/** Props of {@link ExerciseDialog}. */
export interface ExerciseDialogProps {
  /** The service to practise on, on the page of a service. */
  entityRef?: string;
  entityTitle?: string;
  /** The plan to practise, on the page of a plan; otherwise the first one that applies to the service. */
  planRef?: string;
  planTitle?: string;
  onClose(): void;
}

/** Kinds that an incident can affect. */
const SERVICE_KINDS = ['component', 'api', 'resource', 'system'];
const PLAN_KINDS = ['responseplan'];

function toNamedEntity(ref?: string, title?: string): NamedEntity | undefined {
  return ref
    ? { entityRef: ref, title: title ?? parseEntityRef(ref).name }
    : undefined;
}

function proposeTitle(
  t: Translate,
  plan: NamedEntity | undefined,
  service: NamedEntity | undefined,
): string {
  const what = plan?.title ?? t('exerciseDialog.title.response');
  return service
    ? t('exerciseDialog.title.onService', { what, service: service.title })
    : t('exerciseDialog.title.noService', { what });
}

/** Starts an exercise: an incident that is left out of all figures, with its plan applied at once. */
export function ExerciseDialog(props: ExerciseDialogProps) {
  const { entityRef, planRef } = props;
  const api = useApi(securityIncidentsApiRef);
  const { t } = useTranslation();
  const navigate = useAppNavigate();
  const incidentLink = useRouteRef(incidentRouteRef);
  const { keyFor, done } = useIdempotencyKey();
  const [service, setService] = useState(
    toNamedEntity(entityRef, props.entityTitle),
  );
  // Undefined until somebody chooses one or removes the proposed one.
  const [choice, setChoice] = useState<{ plan?: NamedEntity } | undefined>(
    planRef ? { plan: toNamedEntity(planRef, props.planTitle) } : undefined,
  );
  const [ownTitle, setOwnTitle] = useState<string>();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  const { best, candidates } = useBestPlan(planRef ? undefined : entityRef);
  const plan = choice ? choice.plan : best;
  const title = ownTitle ?? proposeTitle(t, plan, service);

  const send = async () => {
    const request: CreateIncidentRequest = {
      title: title.trim(),
      mode: 'exercise',
      affected: service ? [{ entityRef: service.entityRef }] : [],
      ...(!service && { unknownService: true }),
      ...(plan && { planRef: plan.entityRef }),
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
      title={t('exerciseDialog.heading')}
      sendLabel={t('exerciseDialog.start')}
      canSend={title.trim() !== ''}
      sending={sending}
      problem={problem}
      onSend={send}
      onClose={props.onClose}
    >
      <p className={styles.note}>
        <RiFlaskLine size={18} aria-hidden />
        <span>{t('exerciseDialog.note')}</span>
      </p>
      <TextField
        label={t('exerciseDialog.title.label')}
        value={title}
        onChange={setOwnTitle}
        isRequired
      />
      <EntityCombobox
        label={t('exerciseDialog.plan.label')}
        description={t('exerciseDialog.plan.description')}
        kinds={PLAN_KINDS}
        value={plan}
        onChange={chosen => setChoice({ plan: chosen })}
      />
      {!plan && candidates.length > 0 && (
        <Candidates
          plans={candidates}
          onChoose={chosen => setChoice({ plan: chosen })}
        />
      )}
      <EntityCombobox
        label={t('exerciseDialog.service.label')}
        description={t('exerciseDialog.service.description')}
        kinds={SERVICE_KINDS}
        value={service}
        onChange={setService}
      />
    </Sheet>
  );
}
