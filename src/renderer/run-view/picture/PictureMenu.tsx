import { Menu } from '@mantine/core';
import { IconPhotoDown } from '@tabler/icons-react';
import { pictureForms } from '../../../shared/export-form';
import { useActions } from '../../store/stores-context';
import { useSay } from '../words';
import { type Picture, pictureFile } from './save-picture';

interface PictureMenuProps {
  /** The file is called by its title. */
  readonly pictureOf: () => Picture;
  readonly disabled?: boolean;
}

/** Saves what is drawn as a picture, in the colours of now. */
export function PictureMenu({ pictureOf, disabled = false }: PictureMenuProps) {
  const say = useSay();
  const actions = useActions();
  return (
    <Menu position="bottom-end" shadow="md" disabled={disabled}>
      <Menu.Target>
        <button
          type="button"
          className="rv-icon-button"
          disabled={disabled}
          aria-label={say('picture.save')}
          title={say('picture.save')}
        >
          <IconPhotoDown size={15} stroke={1.6} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {pictureForms.map((form) => (
          <Menu.Item
            key={form}
            onClick={() => {
              const picture = pictureOf();
              void pictureFile(picture, form).then((bytes) => actions.exportPicture(picture.title, form, bytes));
            }}
          >
            {say(`picture.${form}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
