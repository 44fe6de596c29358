"""Places: no database on a network drive, nor where a cloud service copies it away."""

import pytest

from sobrhouse.problems import Problem
from sobrhouse.storage import places
from sobrhouse.storage.places import file_system, refuse_unsafe_place
from sobrhouse.storage.store import Store

MOUNTS = (
    ("/", "ext4"), ("/home", "btrfs"), ("/mnt/office share", "cifs"), ("/srv", "nfs4"),
    ("/srv/local", "xfs"), ("/run/user/1000/gvfs", "fuse.gvfsd-fuse"), ("/tmp", "tmpfs"),
)


def test_a_folder_on_this_computers_disk_is_fine(tmp_path):
    refuse_unsafe_place(tmp_path / "not there yet" / "house.db")


@pytest.mark.parametrize("folder", [
    "OneDrive", "OneDrive - Maple House LLC", "Dropbox", "Dropbox (Maple)", "Google Drive",
    "GoogleDrive", "Nextcloud", "iCloud Drive", "My Drive", "Box Sync",
])
def test_a_folder_that_a_cloud_service_copies_is_refused(tmp_path, folder):
    with pytest.raises(Problem, match="copies this folder"):
        refuse_unsafe_place(tmp_path / folder / "sobrhouse" / "house.db")


@pytest.mark.parametrize("folder", ["Boxes", "OneDriveway", "My Drivers", "Dropbox2", "sync"])
def test_a_folder_of_a_similar_name_is_fine(tmp_path, folder):
    refuse_unsafe_place(tmp_path / folder / "house.db")


def test_a_services_own_mark_in_a_folder_is_enough(tmp_path):
    (tmp_path / ".stfolder").mkdir()
    with pytest.raises(Problem, match="copies this folder"):
        refuse_unsafe_place(tmp_path / "deep" / "down" / "house.db")


def test_a_link_into_a_synced_folder_is_seen_through(tmp_path):
    (tmp_path / "Dropbox" / "house").mkdir(parents=True)
    (tmp_path / "house").symlink_to(tmp_path / "Dropbox" / "house")
    with pytest.raises(Problem, match="Dropbox copies"):
        refuse_unsafe_place(tmp_path / "house" / "house.db")


@pytest.mark.parametrize(("path", "kind"), [
    ("/home/dana/house.db", "btrfs"), ("/mnt/office share/house.db", "cifs"),
    ("/srv/house.db", "nfs4"), ("/srv/local/house.db", "xfs"), ("/srvother/house.db", "ext4"),
    ("/run/user/1000/gvfs/smb/house.db", "fuse.gvfsd-fuse"),
])
def test_the_longest_mount_point_tells_the_kind(path, kind, tmp_path):
    assert file_system(tmp_path.__class__(path), MOUNTS) == kind


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "fuse.gvfsd-fuse"])
def test_a_network_drive_is_refused(tmp_path, monkeypatch, kind):
    monkeypatch.setattr(places, "_mounts", lambda: [("/", "ext4"), (str(tmp_path), kind)])
    with pytest.raises(Problem, match="network drive"):
        refuse_unsafe_place(tmp_path / "house.db")


@pytest.mark.parametrize("kind", ["ext4", "overlay", "fuseblk", "fuse.ntfs-3g", "tmpfs", "9p"])
def test_a_local_disk_of_any_kind_is_fine(tmp_path, monkeypatch, kind):
    monkeypatch.setattr(places, "_mounts", lambda: [("/", kind)])
    refuse_unsafe_place(tmp_path / "house.db")


def test_a_house_that_came_to_lie_in_such_a_place_is_not_opened(store, tmp_path, monkeypatch):
    if store.path is None:
        return  # a server's records lie in no folder
    before = store.path.read_bytes()
    monkeypatch.setattr(places, "_mounts", lambda: [("/", "ext4"), (str(tmp_path), "cifs")])
    with pytest.raises(Problem, match=r"Nothing was opened or changed.* move the folder"):
        Store.open(store.path, store.dek)
    monkeypatch.undo()
    (tmp_path / ".dropbox").mkdir()
    with pytest.raises(Problem, match=f"out of {tmp_path.name}, and open the house there"):
        Store.open(store.path, store.dek)
    assert store.path.read_bytes() == before
