/** Files that the page gave to the browser, which the test browser has no place for. Call it before each test. */
export function catchDownloads() {
  const files: Array<{ name: string; type: string; size: number }> = [];
  let last: Blob | undefined;
  Object.assign(URL, {
    createObjectURL: (file: Blob) => {
      last = file;
      return 'blob:file';
    },
    revokeObjectURL: () => {},
  });
  const click = jest
    .spyOn(HTMLAnchorElement.prototype, 'click')
    .mockImplementation(function save(this: HTMLAnchorElement) {
      files.push({
        name: this.download,
        type: last?.type ?? '',
        size: last?.size ?? 0,
      });
    });
  return { files, restore: () => click.mockRestore() };
}
