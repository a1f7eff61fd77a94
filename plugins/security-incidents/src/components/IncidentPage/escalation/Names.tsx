import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Fragment } from 'react';

/** People and groups by name, as in a sentence. */
export function Names({ refs }: { refs: readonly string[] }) {
  return (
    <>
      {refs.map((ref, index) => {
        const isLast = index === refs.length - 1;
        return (
          <Fragment key={ref}>
            {index > 0 && (isLast ? ' and ' : ', ')}
            <EntityRefLink entityRef={ref} defaultKind="group" hideIcon />
          </Fragment>
        );
      })}
    </>
  );
}
