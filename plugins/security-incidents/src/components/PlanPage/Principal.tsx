import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { ResponsePlanSpec } from 'backstage-plugin-security-incidents-common';

type Target = { ref: string } | { role: string } | { ownerOf: 'affected' };

/** Somebody whom a plan names: a user or group, a role of the plan, or whoever owns what is affected. */
export function Principal(props: { target: Target; spec: ResponsePlanSpec }) {
  const { target, spec } = props;
  if ('ref' in target) return <EntityRefLink entityRef={target.ref} hideIcon />;
  if ('ownerOf' in target) return <>owner of what is affected</>;
  const role = spec.roles.find(({ id }) => id === target.role);
  return <>{(role?.title ?? target.role).toLocaleLowerCase('en')}</>;
}

/** Several of them, with commas and the last word between. */
export function Principals(props: {
  targets: Target[];
  spec: ResponsePlanSpec;
  between?: string;
}) {
  const { targets, spec, between = ' and ' } = props;
  return (
    <span>
      {targets.map((target, at) => (
        <span key={JSON.stringify(target)}>
          {at > 0 && (at === targets.length - 1 ? between : ', ')}
          <Principal target={target} spec={spec} />
        </span>
      ))}
    </span>
  );
}
