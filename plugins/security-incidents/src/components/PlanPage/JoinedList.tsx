import { Fragment, type ReactNode } from 'react';

/** Elements with commas between them and a word before the last one. */
export function JoinedList(props: {
  items: Array<{ id: string; element: ReactNode }>;
  /** The word before the last one, such as `and`; a comma unless stated. */
  last?: string;
}) {
  const { items, last } = props;
  return (
    <span>
      {items.map(({ id, element }, at) => (
        <Fragment key={id}>
          {at > 0 && (last && at === items.length - 1 ? ` ${last} ` : ', ')}
          {element}
        </Fragment>
      ))}
    </span>
  );
}
