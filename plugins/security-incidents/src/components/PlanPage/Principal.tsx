import type { ResponsePlanSpec } from 'backstage-plugin-security-incidents-common';
import { EntityLink } from '../../navigation';
import { useTranslation, toMidSentence } from '../../translation';
import { JoinedList } from './JoinedList';

type Target = { ref: string } | { role: string } | { ownerOf: 'affected' };

/** Whom a plan names: a user or group, a role of the plan, or the owner of the affected service. */
function Principal(props: { target: Target; spec: ResponsePlanSpec }) {
  const { target, spec } = props;
  const { t } = useTranslation();
  if ('ref' in target) return <EntityLink entityRef={target.ref} hideIcon />;
  if ('ownerOf' in target) return <>{t('planText.ownerOfAffected')}</>;
  const role = spec.roles.find(({ id }) => id === target.role);
  return <>{toMidSentence(role?.title ?? target.role)}</>;
}

/** Several of {@link Principal}. */
export function Principals(props: {
  targets: Target[];
  spec: ResponsePlanSpec;
  /** The word before the last one; `and` if not given. */
  last?: string;
}) {
  const { targets, spec } = props;
  const { t } = useTranslation();
  // In a small company one group may stand for several of a plan.
  const unique = new Map(
    targets.map(target => [JSON.stringify(target), target]),
  );
  return (
    <JoinedList
      last={props.last ?? t('planText.and')}
      items={[...unique].map(([id, target]) => ({
        id,
        element: <Principal target={target} spec={spec} />,
      }))}
    />
  );
}
