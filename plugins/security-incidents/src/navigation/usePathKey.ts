import { useAppLocation } from './hooks';

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A hand-typed address can hold anything. The backend says that there is nothing with this key.
    return part;
  }
}

/**
 * The part of the address after the path of a page, such as the key of an incident; undefined on the page itself.
 *
 * @param basePath - path of the page, without a slash at its end
 */
export function usePathKey(basePath: string): string | undefined {
  const { pathname } = useAppLocation();
  if (!pathname.startsWith(`${basePath}/`)) return undefined;
  const [part] = pathname.slice(basePath.length + 1).split('/');
  return part ? decode(part) : undefined;
}
