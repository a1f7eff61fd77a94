import { isInUse, leaveRow, newRows, steadyRows } from './steadyRows';

const rows = (...ids: string[]) => ids.map(id => ({ id, now: 'fresh' }));

describe('rows of a list in use', () => {
  it('keep their places, whatever the new order is, and take new values', () => {
    expect(
      steadyRows(
        [
          { id: 'a', now: 'old' },
          { id: 'b', now: 'old' },
        ],
        rows('c', 'b', 'a'),
        () => 0,
      ),
    ).toEqual(rows('a', 'b'));
  });

  it('leave only their height, and come back when they are there again', () => {
    const left = steadyRows(rows('a', 'b'), rows('b'), () => 48);
    expect(left).toEqual([{ id: 'a', gone: { height: 48 } }, rows('b')[0]]);
    // The height is that of the row, not of the empty place.
    expect(steadyRows(left, rows('b'), () => 12)).toEqual(left);
    expect(steadyRows(left, rows('a', 'b'), () => 12)).toEqual(rows('a', 'b'));
  });

  it('are counted as new, or not at all when nothing changed its place', () => {
    expect(newRows(rows('a', 'b'), rows('a', 'b'))).toBeUndefined();
    expect(newRows(rows('a', 'b'), rows('b', 'a'))).toBe(0);
    expect(newRows(rows('a', 'b'), rows('c', 'a'))).toBe(1);
    expect(newRows(rows('a', 'b'), rows('a'))).toBe(0);
  });
});

describe('a list', () => {
  let list: HTMLElement;
  beforeEach(() => {
    document.body.innerHTML =
      '<div tabindex="-1"><p data-key="a" tabindex="-1"><a href="/a">A</a></p></div>';
    list = document.querySelector('div')!;
  });

  it('is in use while the focus is in it, the pointer over it or its top out of sight', () => {
    expect(isInUse(null)).toBe(false);
    expect(isInUse(list)).toBe(false);
    // Its own focus is where the reader was put, not what they use.
    list.focus();
    expect(isInUse(list)).toBe(false);
    list.querySelector('a')!.focus();
    expect(isInUse(list)).toBe(true);
    list.focus();
    jest.spyOn(list, 'matches').mockReturnValueOnce(true);
    expect(isInUse(list)).toBe(true);
    jest
      .spyOn(list, 'getBoundingClientRect')
      .mockReturnValueOnce({ top: -1 } as DOMRect);
    expect(isInUse(list)).toBe(true);
  });

  it('keeps the focus at the place of a row whose content goes', () => {
    list.querySelector('a')!.focus();
    leaveRow(list, 'a');
    expect(list.querySelector('p')).toHaveFocus();
    expect(leaveRow(list, 'b')).toBe(0);
  });
});
