// Local storage that never throws: private windows and full disks are no reason to fail.
export function read(area, key) {
  try {
    return JSON.parse(area.getItem(key));
  } catch {
    return null;
  }
}

export function write(area, key, value) {
  try {
    if (value === null) area.removeItem(key);
    else area.setItem(key, JSON.stringify(value));
  } catch {
    // Nothing is kept then; the page works all the same.
  }
}

export function keys(area, prefix) {
  try {
    return Object.keys(area).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}
