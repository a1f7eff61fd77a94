import type { ReactNode } from 'react';

/** A name and a value in a list of facts. */
export function Fact(props: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </>
  );
}
